package dev.multifd.migration.model;

/** Every page in packets; the channels look which are zero. */
final class MultifdRoute implements Route {
  private final VirtualTime time;
  private final Costs costs;
  private final ChannelsModel channels;

  MultifdRoute(VirtualTime time, Costs costs, ChannelsModel channels) {
    this.time = time;
    this.costs = costs;
    this.channels = channels;
  }

  @Override
  public void send(long dirty, long nonZero) {
    time.work(Long.bitCount(dirty) * costs.handOutNs());
    channels.queue(dirty, nonZero);
  }

  @Override
  public void endSection() {
    channels.barrier();
  }
}

package dev.multifd.migration.model;

/** Zero pages as records on the main channel, the others in packets. */
final class LegacyRoute implements Route {
  private final VirtualTime time;
  private final Costs costs;
  private final MainModel main;
  private final ChannelsModel channels;

  LegacyRoute(VirtualTime time, Costs costs, MainModel main, ChannelsModel channels) {
    this.time = time;
    this.costs = costs;
    this.main = main;
    this.channels = channels;
  }

  @Override
  public void send(long dirty, long nonZero) {
    int zero = Long.bitCount(dirty & ~nonZero);
    time.work(zero * costs.mainZeroNs() + Long.bitCount(dirty & nonZero) * costs.handOutNs());
    main.zeroPages(zero);
    channels.queue(dirty & nonZero, nonZero);
  }

  @Override
  public void endSection() {
    channels.barrier();
  }
}

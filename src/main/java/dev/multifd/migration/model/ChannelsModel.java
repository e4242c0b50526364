package dev.multifd.migration.model;

import dev.multifd.counters.Phase;
import dev.multifd.source.Accounting;
import dev.multifd.wire.PacketGeometry;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The multifd channels, and the batch that the migration thread fills for one of them. */
final class ChannelsModel {
  private static final int BATCH_PAGES = PacketGeometry.X86.pagesPerPacket();

  private final VirtualTime time;
  private final Costs costs;
  private final Accounting accounting;
  private final List<ChannelModel> channels;
  private int next;
  private int normal;
  private int zero;

  /**
   * @param accounting by which books {@link #bytes()} and the page counts are
   */
  ChannelsModel(VirtualTime time, Costs costs, Accounting accounting, int channels) {
    this.time = time;
    this.costs = costs;
    this.accounting = accounting;
    this.channels = Stream.generate(() -> new ChannelModel(time, costs)).limit(channels).toList();
  }

  /** Adds the pages of a word, in order; a batch that is full goes to a channel. */
  void queue(long pages, long nonZero) {
    long left = pages;
    while (left != 0) {
      int room = BATCH_PAGES - normal - zero;
      long taken = Long.bitCount(left) <= room ? left : Long.expand((1L << room) - 1, left);
      normal += Long.bitCount(taken & nonZero);
      zero += Long.bitCount(taken & ~nonZero);
      left &= ~taken;
      if (normal + zero == BATCH_PAGES) {
        handOver();
      }
    }
  }

  /** To the next channel in turn that is free; waits for the first that will be. */
  private void handOver() {
    time.sleepUntil(channels.stream().mapToLong(ChannelModel::freeNs).min().orElseThrow());
    while (!channels.get(next).isFree()) {
      next = (next + 1) % channels.size();
    }
    channels.get(next).give(normal, zero);
    next = (next + 1) % channels.size();
    normal = 0;
    zero = 0;
  }

  /** What is queued is sent, then a SYNC on every channel. */
  void barrier() {
    if (normal + zero > 0) {
      handOver();
    }
    time.sleepUntil(channels.stream().mapToLong(ChannelModel::freeNs).max().orElseThrow());
    channels.forEach(ChannelModel::sync);
    time.work(costs.barrierNs());
  }

  /** Bytes by the books that count, of the packets written by now. */
  long bytes() {
    channels.forEach(ChannelModel::settle);
    return byTheBooks(channel -> channel.v5().bytes(), ChannelModel::bytes);
  }

  long bytes(Phase phase) {
    return byTheBooks(channel -> channel.v5().bytes(phase), channel -> channel.bytes(phase));
  }

  long normalPages() {
    return byTheBooks(channel -> channel.v5().normalPages(), ChannelModel::normalPages);
  }

  long zeroPages() {
    return byTheBooks(channel -> channel.v5().zeroPages(), ChannelModel::zeroPages);
  }

  private long byTheBooks(ToLongFunction<ChannelModel> v5, ToLongFunction<ChannelModel> exact) {
    return sum(
        switch (accounting) {
          case EXACT -> exact;
          case V5 -> v5;
        });
  }

  long trueBytes() {
    return sum(ChannelModel::bytes);
  }

  /** Pages that were written, whatever the books say. */
  long truePages() {
    return sum(channel -> channel.normalPages() + channel.zeroPages());
  }

  private long sum(ToLongFunction<ChannelModel> of) {
    return channels.stream().mapToLong(of).sum();
  }
}

package dev.multifd.source;

import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import java.util.Optional;
import java.util.function.Predicate;

/** The one place that turns the options into a way of walking over the dirty pages. */
final class Passes {
  private Passes() {}

  static RamPass of(
      SourceOptions options,
      GuestRam ram,
      ClaimCursor cursor,
      ZeroSieve sieve,
      MainChannel main,
      Optional<MultifdSender> multifd) {
    if (multifd.isPresent() && detectsOffMain(options) && options.dispatch() == Dispatch.RANGE) {
      return new ChannelPass(cursor, multifd.get());
    }
    PageSink sink = multifd.<PageSink>map(channels -> new LegacySink(main, channels)).orElse(main);
    MainThreadDetection detection = onMain(options, sieve);
    return switch (options.dispatch()) {
      case PAGE -> new PagePass(ram, detection, sink);
      case RANGE -> new RangePass(cursor, detection, sink);
    };
  }

  /** The blocks in which the channels' threads look for zero pages. */
  static Predicate<RamBlock> siftedByChannels(SourceOptions options, GuestRam ram) {
    return options.detection() == ZeroPageDetection.MULTIFD
        ? options.stream().peer().ram().zeroBlocks(ram)
        : block -> false;
  }

  private static boolean detectsOffMain(SourceOptions options) {
    return options.detection() != ZeroPageDetection.LEGACY;
  }

  private static MainThreadDetection onMain(SourceOptions options, ZeroSieve sieve) {
    boolean looks =
        switch (options.detection()) {
          case NONE -> false;
          case LEGACY -> true;
          case MULTIFD -> !options.multifd();
        };
    return looks ? MainThreadDetection.with(sieve) : MainThreadDetection.OFF;
  }
}

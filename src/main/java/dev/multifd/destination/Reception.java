package dev.multifd.destination;

import dev.multifd.io.StreamSocket;
import dev.multifd.lifecycle.Crew;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.wire.InitPacket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Receives what comes on a source's connections: one main loader, and a channel for each id. It is
 * served by a thread for each; any thread may ask how far they are.
 */
final class Reception implements Connections.Server {
  private final DestinationOptions options;
  private final IncomingRam ram;
  private final StreamTail tail;
  private final Crew crew;
  private final SyncBarrier barrier;
  private final Runnable allConnected;
  private final Runnable loaded;
  private final List<Thread> threads = new ArrayList<>();
  private final @Nullable ReceiveChannel[] channels;
  private @Nullable MainLoader main;

  /**
   * @param tail reads what follows RAM
   * @param crew names the threads
   * @param allConnected is told when no further connection is to be expected
   * @param loaded is told when everything has been loaded
   */
  Reception(
      DestinationOptions options,
      IncomingRam ram,
      StreamTail tail,
      Crew crew,
      Runnable allConnected,
      Runnable loaded) {
    this.options = options;
    this.ram = ram;
    this.tail = tail;
    this.crew = crew;
    this.allConnected = allConnected;
    this.loaded = loaded;
    this.barrier = new SyncBarrier(options.channels());
    this.channels = new ReceiveChannel[options.channels()];
  }

  @Override
  public void serveMain(StreamSocket socket, MemorySegment begun)
      throws IOException, InterruptedException {
    MainLoader loader = new MainLoader(socket, begun, options, ram, tail, barrier, allConnected);
    synchronized (this) {
      if (main != null) {
        throw new MigrationException("a second main channel connected");
      }
      main = loader;
      threads.add(Thread.currentThread());
    }
    loader.run();
    loaded.run();
  }

  @Override
  public void serveChannel(StreamSocket socket, MemorySegment hello)
      throws IOException, InterruptedException {
    if (options.channels() == 0) {
      throw new MigrationException(
          "a multifd channel, or something else that is no migration, connected, but multifd is off"
              + " here");
    }
    int id = InitPacket.decode(hello, 0, options.vm(), options.channels()).channelId();
    ReceiveChannel channel =
        new ReceiveChannel(
            socket, options.compression(), options.arrival().unpacking(), ram, barrier);
    crew.rename("channel-" + id);
    synchronized (this) {
      if (channels[id] != null) {
        throw new MigrationException("channel " + id + " connected twice");
      }
      channels[id] = channel;
      threads.add(Thread.currentThread());
    }
    channel.run();
    socket.shutdown(); // its source may wait to see that nothing was dropped unread
  }

  /** The threads that receive. */
  synchronized List<Thread> threads() {
    return List.copyOf(threads);
  }

  /** The main loader; null before its connection has come. */
  synchronized @Nullable MainLoader main() {
    return main;
  }

  /** What is being waited for, for messages. */
  synchronized String state() {
    int connected = threads.size() - (main == null ? 0 : 1);
    return main == null || connected < options.channels()
        ? (main == null ? "no main channel and " : "the main channel and ")
            + connected
            + " of "
            + options.channels()
            + " multifd channels have connected"
        : barrier.state();
  }

  /** A number that changes while anything moves. */
  synchronized long movement() {
    MainLoader loader = main;
    return threads.size()
        + (loader == null ? 0 : loader.readBytes())
        + normalPages()
        + zeroPages()
        + sum(c -> c.counters().bytes.get());
  }

  /** Pages that have come whole. */
  synchronized long normalPages() {
    MainLoader loader = main;
    return (loader == null ? 0 : loader.normalPages.get())
        + sum(c -> c.counters().normalPages.get());
  }

  /** Pages that have come as zero. */
  synchronized long zeroPages() {
    MainLoader loader = main;
    return (loader == null ? 0 : loader.zeroPages.get()) + sum(c -> c.counters().zeroPages.get());
  }

  /** Barriers passed. */
  long barriers() {
    return barrier.passed();
  }

  /** SYNC packets of all channels. */
  synchronized long syncPackets() {
    return sum(c -> c.counters().syncs.get());
  }

  /** Offsets that came twice in one packet. */
  synchronized long duplicateOffsets() {
    return sum(c -> c.counters().duplicateOffsets.get());
  }

  private long sum(ToLongFunction<ReceiveChannel> of) {
    long sum = 0;
    for (ReceiveChannel channel : channels) {
      if (channel != null) {
        sum += of.applyAsLong(channel);
      }
    }
    return sum;
  }
}

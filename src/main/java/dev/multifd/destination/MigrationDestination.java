package dev.multifd.destination;

import dev.multifd.guest.GuestRam;
import dev.multifd.io.Endpoint;
import dev.multifd.io.ServerSocket;
import dev.multifd.io.StreamSocket;
import dev.multifd.lifecycle.Crew;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.lifecycle.Watchdog;
import dev.multifd.wire.InitPacket;
import dev.multifd.wire.MainStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One incoming migration (QEMU {@code migration_ioc_process_incoming}, {@code
 * process_incoming_migration_co}): accepts the main channel and the multifd channels in any order,
 * loads the guest's RAM and confirms it. Use an object once.
 *
 * <p>The RAM must never have been touched: a page of zeroes that arrives once is not written.
 */
public final class MigrationDestination implements AutoCloseable {
  /** Connections, beyond those expected, that may be open before they say who they are. */
  private static final int SPARE_CONNECTIONS = 8;

  private static final int MAGIC_BYTES = 4;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final DestinationOptions options;
  private final IncomingRam ram;
  private final StreamTail tail;
  private final SyncBarrier barrier;
  private final ServerSocket listener;
  private final Crew crew = new Crew("destination");
  private final CountDownLatch loaded = new CountDownLatch(1);
  private final List<StreamSocket> sockets = new ArrayList<>();
  private final List<Thread> serving = new ArrayList<>();
  private final @Nullable ReceiveChannel[] channels;
  private @Nullable MainLoader main;
  private volatile long connectedNs;
  private volatile long loadedNs;

  /**
   * Begins to listen for a guest without devices whose blocks are known.
   *
   * @param ram never-touched memory with the source's blocks
   * @throws IOException if the endpoint cannot be bound
   */
  public MigrationDestination(GuestRam ram, DestinationOptions options, Endpoint endpoint)
      throws IOException {
    this(new KnownRam(ram, options.arrival().population()), new NoDevices(), options, endpoint);
  }

  /**
   * Begins to listen for a guest of which nothing is known.
   *
   * @param guest keeps what arrives
   * @throws IOException if the endpoint cannot be bound
   */
  public MigrationDestination(ForeignGuest guest, DestinationOptions options, Endpoint endpoint)
      throws IOException {
    this(
        new NewRam(guest, options.arrival().population()),
        new OpaqueTail(guest),
        options,
        endpoint);
  }

  private MigrationDestination(
      RamSupply supply, StreamTail tail, DestinationOptions options, Endpoint endpoint)
      throws IOException {
    this.options = options;
    this.ram = new IncomingRam(supply);
    this.tail = tail;
    this.barrier = new SyncBarrier(options.channels());
    this.channels = new ReceiveChannel[options.channels()];
    this.listener = ServerSocket.listen(endpoint, options.channels() + 1 + SPARE_CONNECTIONS);
    crew.onEnd(listener::shutdown);
    crew.onEnd(loaded::countDown);
  }

  /** Where to connect to. */
  public Endpoint endpoint() {
    return listener.endpoint();
  }

  /**
   * Waits for a source and loads what it sends.
   *
   * @throws MigrationException saying where and why it failed
   * @throws InterruptedException if the caller was interrupted: the migration is cancelled
   */
  public DestinationReport run() throws MigrationException, InterruptedException {
    crew.start("listener", this::accept);
    try {
      loaded.await();
      crew.check();
      for (Thread thread : serving()) {
        crew.join(thread);
      }
    } catch (InterruptedException e) {
      cancel("cancelled");
      throw e;
    }
    crew.dismiss();
    return report();
  }

  /** Ends the migration from outside, as a failure. */
  public void cancel(String reason) {
    crew.fail("migration", new MigrationException(reason));
  }

  private void accept() throws IOException {
    int accepted = 0;
    while (true) {
      StreamSocket socket = listener.accept();
      if (socket == null) {
        return;
      }
      if (accepted == 0) {
        connectedNs = System.nanoTime();
        Watchdog.watch(crew, options.timeout(), this::movement, this::state);
      }
      synchronized (this) {
        sockets.add(socket);
      }
      crew.onEnd(socket::shutdown);
      if (accepted == options.channels() + 1 + SPARE_CONNECTIONS) {
        throw new MigrationException(
            "more than " + SPARE_CONNECTIONS + " connections that did not say who they are");
      }
      crew.start("connection-" + accepted++, () -> serve(socket));
    }
  }

  /** Tells the main channel from a multifd channel by its first bytes, as QEMU does. */
  private void serve(StreamSocket socket) throws IOException, InterruptedException {
    MemorySegment begun = Arena.ofAuto().allocate(InitPacket.BYTES);
    readBeginning(socket, begun, 0, MAGIC_BYTES);
    if (begun.get(INT, 0) == MainStream.MAGIC) {
      serveMain(socket, begun.asSlice(0, MAGIC_BYTES));
    } else {
      crew.rename("hello");
      readBeginning(socket, begun, MAGIC_BYTES, InitPacket.BYTES);
      serveChannel(socket, begun);
    }
  }

  private static void readBeginning(StreamSocket socket, MemorySegment begun, long from, long to)
      throws IOException {
    long at = from;
    while (at < to) {
      long now = socket.read(begun.address() + at, to - at);
      if (now < 0) {
        throw new EOFException(
            "a connection was closed before it said what it is, after " + at + " bytes");
      }
      at += now;
    }
  }

  private void serveMain(StreamSocket socket, MemorySegment begun)
      throws IOException, InterruptedException {
    crew.rename("main");
    MainLoader loader = new MainLoader(socket, begun, options.vm(), ram, tail, barrier);
    synchronized (this) {
      if (main != null) {
        throw new MigrationException("a second main channel connected");
      }
      main = loader;
      countArrival();
    }
    loader.run();
    loader.confirm();
    loadedNs = System.nanoTime();
    loaded.countDown();
  }

  private void serveChannel(StreamSocket socket, MemorySegment hello)
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
      countArrival();
    }
    channel.run();
  }

  private void countArrival() {
    serving.add(Thread.currentThread());
    if (serving.size() == options.channels() + 1) {
      listener.shutdown();
    }
  }

  private synchronized List<Thread> serving() {
    return List.copyOf(serving);
  }

  private synchronized String state() {
    return serving.size() < options.channels() + 1
        ? (main == null ? "no main channel and " : "the main channel and ")
            + (serving.size() - (main == null ? 0 : 1))
            + " of "
            + options.channels()
            + " multifd channels have connected"
        : barrier.state();
  }

  private synchronized long movement() {
    MainLoader loader = main;
    long mainMovement =
        loader == null ? 0 : loader.readBytes() + loader.normalPages.get() + loader.zeroPages.get();
    return serving.size() + mainMovement + channelSum(c -> c.counters().bytes.get());
  }

  private long channelSum(ToLongFunction<ReceiveChannel> of) {
    long sum = 0;
    for (ReceiveChannel channel : channels) {
      if (channel != null) {
        sum += of.applyAsLong(channel);
      }
    }
    return sum;
  }

  /** How far it is; null before a source has begun. Any thread may ask. */
  public synchronized @Nullable DestinationProgress progress() {
    MainLoader loader = main;
    return loader == null
        ? null
        : new DestinationProgress(
            System.nanoTime() - connectedNs, normalPages(loader), zeroPages(loader), readBytes());
  }

  private long normalPages(MainLoader loader) {
    return loader.normalPages.get() + channelSum(c -> c.counters().normalPages.get());
  }

  private long zeroPages(MainLoader loader) {
    return loader.zeroPages.get() + channelSum(c -> c.counters().zeroPages.get());
  }

  private long readBytes() {
    return sockets.stream().mapToLong(StreamSocket::readBytes).sum();
  }

  private synchronized DestinationReport report() {
    MainLoader loader = main;
    if (loader == null) {
      throw new IllegalStateException("a migration without a main channel cannot have loaded");
    }
    return new DestinationReport(
        normalPages(loader),
        zeroPages(loader),
        ram.receivedPages(),
        readBytes(),
        sockets.stream().mapToLong(StreamSocket::readCalls).sum(),
        barrier.passed(),
        channelSum(c -> c.counters().syncs.get()),
        channelSum(c -> c.counters().duplicateOffsets.get()),
        loader.report(),
        loadedNs - connectedNs,
        crew.usage("main"),
        crew.usage("channel-"));
  }

  /** Ends what still runs and closes all sockets. */
  @Override
  public void close() throws IOException {
    crew.dismiss();
    synchronized (this) {
      sockets.forEach(StreamSocket::close);
    }
    listener.close();
  }
}

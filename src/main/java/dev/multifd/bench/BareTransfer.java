package dev.multifd.bench;

import dev.multifd.destination.Population;
import dev.multifd.destination.PopulationPolicy;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.PageRun;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.Endpoint;
import dev.multifd.io.Iovec;
import dev.multifd.io.ServerSocket;
import dev.multifd.io.StreamSocket;
import dev.multifd.lifecycle.Crew;
import dev.multifd.lifecycle.MigrationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves given pages from one guest's RAM to another's by one gathering write a packet's worth and
 * {@code readv}, into memory that is populated as a migration's destination populates it, and
 * nothing else: no headers, no scan, no bitmap. Each of N connections has a thread at each end and
 * an equal share of the slices. Use an object once.
 */
final class BareTransfer implements AutoCloseable {
  /** As a migration's destination has it by default. */
  static final PopulationPolicy POPULATION = PopulationPolicy.ADAPTIVE;

  private final Crew crew = new Crew("bare-transfer");
  private final List<RamBlock> from;
  private final List<RamBlock> to;
  private final List<Population> populations;
  private final List<Connection> connections = new ArrayList<>();
  private final List<BareSender> senders = new ArrayList<>();
  private final List<StreamSocket> receivers = new ArrayList<>();

  private record Connection(BareSender sender, StreamSocket receiver, List<PageSlice> share) {}

  /**
   * Connects; nothing is moved yet.
   *
   * @param to RAM of the same layout
   * @param calls whose calls write
   */
  BareTransfer(
      GuestRam from,
      GuestRam to,
      List<PageSlice> slices,
      int count,
      Endpoint endpoint,
      BareCalls calls)
      throws IOException {
    this.from = from.blocks();
    this.to = to.blocks();
    populations = this.to.stream().map(POPULATION::forBlock).toList();
    try (ServerSocket listener = ServerSocket.listen(endpoint, count)) {
      for (int i = 0; i < count; i++) {
        BareSender sender = calls.connect(listener.endpoint());
        senders.add(sender);
        crew.onEnd(sender::shutdown);
        StreamSocket receiver = listener.accept();
        if (receiver == null) {
          throw new IOException("the listener was shut down");
        }
        receivers.add(receiver);
        crew.onEnd(receiver::shutdown);
        connections.add(
            new Connection(
                sender,
                receiver,
                slices.subList(slices.size() * i / count, slices.size() * (i + 1) / count)));
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Moves all pages.
   *
   * @return the bytes that arrived
   * @throws MigrationException with the first failure of any thread; the others were woken
   */
  long run() throws MigrationException, InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < connections.size(); i++) {
      Connection connection = connections.get(i);
      threads.add(crew.start("receive-" + i, () -> receive(connection)));
      threads.add(crew.start("send-" + i, () -> send(connection)));
    }
    for (Thread thread : threads) {
      crew.join(thread);
    }
    return connections.stream().mapToLong(c -> c.receiver.readBytes()).sum();
  }

  private void send(Connection connection) throws IOException {
    for (PageSlice slice : connection.share) {
      connection.sender.send(from.get(slice.block()), slice);
    }
  }

  private void receive(Connection connection) throws IOException {
    Iovec iov = new Iovec(PageSlice.MAX_PAGES);
    for (PageSlice slice : connection.share) {
      Population population = populations.get(slice.block());
      for (PageRun run : slice.runs()) {
        population.prepare(run.first() << RamBlock.PAGE_BITS, run.pages() << RamBlock.PAGE_BITS);
      }
      slice.fill(iov, to.get(slice.block()));
      while (iov.size() > 0) {
        if (connection.receiver.read(iov) < 0) {
          throw new IOException("the sender closed early");
        }
      }
    }
  }

  /** Ends the threads and closes the sockets. */
  @Override
  public void close() {
    crew.dismiss();
    senders.forEach(BareSender::close);
    receivers.forEach(StreamSocket::close);
  }
}

package dev.multifd.bench;

import dev.multifd.guest.PageRun;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.Endpoint;
import dev.multifd.io.Iovec;
import dev.multifd.io.ServerSocket;
import dev.multifd.io.StreamSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Moves given pages from one block to another by {@code writev} and {@code readv} and nothing else:
 * no headers, no scan, no bitmap. Each of N connections has a thread at each end and an equal share
 * of the pages, up to 128 to a call.
 */
final class BareTransfer implements AutoCloseable {
  private static final int PAGES_PER_CALL = 128;

  private final RamBlock from;
  private final RamBlock to;
  private final List<List<List<PageRun>>> shares = new ArrayList<>();
  private final List<StreamSocket> senders = new ArrayList<>();
  private final List<StreamSocket> receivers = new ArrayList<>();

  /** Connects; nothing is moved yet. */
  BareTransfer(RamBlock from, RamBlock to, List<PageRun> pages, int connections, Endpoint endpoint)
      throws IOException {
    this.from = from;
    this.to = to;
    List<List<PageRun>> calls = calls(pages);
    for (int i = 0; i < connections; i++) {
      shares.add(
          calls.subList(calls.size() * i / connections, calls.size() * (i + 1) / connections));
    }
    try (ServerSocket listener = ServerSocket.listen(endpoint, connections)) {
      for (int i = 0; i < connections; i++) {
        senders.add(StreamSocket.connect(listener.endpoint()));
        StreamSocket accepted = listener.accept();
        if (accepted == null) {
          throw new IOException("the listener was shut down");
        }
        receivers.add(accepted);
      }
    }
  }

  /** Cuts runs so that each call moves 128 pages. */
  private static List<List<PageRun>> calls(List<PageRun> pages) {
    List<List<PageRun>> calls = new ArrayList<>();
    List<PageRun> call = new ArrayList<>();
    long room = PAGES_PER_CALL;
    for (PageRun run : pages) {
      long first = run.first();
      long left = run.pages();
      while (left > 0) {
        long now = Math.min(left, room);
        call.add(new PageRun(first, now));
        first += now;
        left -= now;
        room -= now;
        if (room == 0) {
          calls.add(call);
          call = new ArrayList<>();
          room = PAGES_PER_CALL;
        }
      }
    }
    if (!call.isEmpty()) {
      calls.add(call);
    }
    return calls;
  }

  /** Moves all pages; returns the bytes that arrived. */
  long run() throws InterruptedException {
    List<FutureTask<Long>> tasks = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      int connection = i;
      tasks.add(start("bare-send-" + i, () -> send(connection)));
      tasks.add(start("bare-receive-" + i, () -> receive(connection)));
    }
    try {
      for (FutureTask<Long> task : tasks) {
        task.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return receivers.stream().mapToLong(StreamSocket::readBytes).sum();
  }

  private static FutureTask<Long> start(String name, Callable<Long> body) {
    FutureTask<Long> task = new FutureTask<>(body);
    Thread.ofPlatform().name(name).daemon().start(task);
    return task;
  }

  private long send(int connection) throws IOException {
    Iovec iov = new Iovec(PAGES_PER_CALL);
    StreamSocket socket = senders.get(connection);
    for (List<PageRun> call : shares.get(connection)) {
      fill(iov, from, call);
      socket.writeFully(iov);
    }
    return socket.writtenBytes();
  }

  private long receive(int connection) throws IOException {
    Iovec iov = new Iovec(PAGES_PER_CALL);
    StreamSocket socket = receivers.get(connection);
    for (List<PageRun> call : shares.get(connection)) {
      fill(iov, to, call);
      while (iov.size() > 0) {
        if (socket.read(iov) < 0) {
          throw new IOException("the sender closed early");
        }
      }
    }
    return socket.readBytes();
  }

  private static void fill(Iovec iov, RamBlock block, List<PageRun> runs) {
    iov.clear();
    for (PageRun run : runs) {
      iov.addMerged(
          block.memory().address() + (run.first() << RamBlock.PAGE_BITS),
          run.pages() << RamBlock.PAGE_BITS);
    }
  }

  @Override
  public void close() {
    senders.forEach(StreamSocket::close);
    receivers.forEach(StreamSocket::close);
  }
}

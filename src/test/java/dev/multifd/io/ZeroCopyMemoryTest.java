package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * {@code MSG_ZEROCOPY} in a process whose user may pin little memory or none, where {@code sendmsg}
 * says {@code ENOBUFS}: a fresh JVM, since the limit is set for a process.
 */
class ZeroCopyMemoryTest {
  private static final int CALLS = 200;
  private static final int BYTES = 20 << 10;

  /** What the other JVM printed. */
  private record Outcome(long zeroCopies, long copied, long writes, boolean identical) {}

  private static Outcome within(String memlockBytes) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(tool("prlimit"), "--memlock=" + memlockBytes + ":" + memlockBytes));
    if (System.getProperty("user.name").equals("root")) {
      // Whom no limit binds as long as it has this capability.
      command.addAll(List.of(tool("setpriv"), "--bounding-set=-ipc_lock"));
    }
    assumeTrue(runs(command), () -> "this user may not run: " + String.join(" ", command));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            ZeroCopyMemoryTest.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as("exit code; it printed %s", output).isZero();
    String[] words = output.split(" ", -1);
    return new Outcome(
        Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Boolean.parseBoolean(words[3]));
  }

  private static boolean runs(List<String> command) throws IOException, InterruptedException {
    List<String> probe = new ArrayList<>(command);
    probe.add("true");
    return new ProcessBuilder(probe).start().waitFor() == 0;
  }

  private static String tool(String name) {
    Path path = Path.of("/usr/bin", name);
    assumeTrue(Files.isExecutable(path), () -> path + " is missing: install util-linux");
    return path.toString();
  }

  @Test
  void allIsCopiedWhereNothingMayBePinned() throws IOException, InterruptedException {
    Outcome outcome = within("0");
    assertThat(outcome.identical()).isTrue();
    assertThat(outcome.zeroCopies()).isZero();
    assertThat(outcome.copied()).isEqualTo(outcome.writes()).isGreaterThanOrEqualTo(CALLS);
  }

  @Test
  void nothingIsCopiedWhereOneCallFitsAtATime() throws IOException, InterruptedException {
    Outcome outcome = within(Integer.toString(3 * BYTES));
    assertThat(outcome.identical()).isTrue();
    assertThat(outcome.zeroCopies()).isEqualTo(outcome.writes());
  }

  /** The other JVM: sends to itself by zero copy and prints what came of it. */
  public static void main(String[] args) throws IOException {
    MemorySegment from = Arena.ofAuto().allocate(BYTES, 4096);
    for (int i = 0; i < BYTES; i++) {
      from.set(JAVA_BYTE, i, (byte) (i * 7));
    }
    try (ServerSocket listener = ServerSocket.listen(new Endpoint.Tcp("127.0.0.1", 0), 1);
        StreamSocket sender = StreamSocket.connect(listener.endpoint());
        StreamSocket receiver = Objects.requireNonNull(listener.accept())) {
      CompletableFuture<Boolean> identical =
          CompletableFuture.supplyAsync(() -> receivesAll(receiver, from));
      sender.enableZeroCopy();
      Iovec iov = new Iovec(1);
      long last = 0;
      for (int call = 0; call < CALLS; call++) {
        iov.add(from.address(), BYTES);
        last = sender.writeZeroCopy(iov);
      }
      sender.awaitZeroCopy(last);
      sender.shutdownOutput();
      System.out.println(
          last
              + " "
              + sender.copiedZeroCopies()
              + " "
              + sender.writeCalls()
              + " "
              + identical.join());
    }
  }

  private static boolean receivesAll(StreamSocket socket, MemorySegment expected) {
    MemorySegment to = Arena.ofAuto().allocate(BYTES, 4096);
    long total = 0;
    boolean identical = true;
    try {
      long now = socket.read(to.address(), BYTES);
      while (now > 0) {
        for (long i = 0; i < now; i++) {
          identical &= to.get(JAVA_BYTE, i) == expected.get(JAVA_BYTE, (total + i) % BYTES);
        }
        total += now;
        now = socket.read(to.address(), BYTES);
      }
    } catch (IOException e) {
      return false;
    }
    return identical && total == (long) CALLS * BYTES;
  }
}

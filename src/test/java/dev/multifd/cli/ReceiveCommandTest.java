package dev.multifd.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.RawPeer;
import dev.multifd.fixture.Recording;
import dev.multifd.fixture.Threads;
import dev.multifd.io.Endpoint;
import dev.multifd.io.SparseFile;
import dev.multifd.suite.FakeRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@ExtendWith(NoLeaks.class)
class ReceiveCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private Path socket;

  @BeforeEach
  void choosePlace() {
    socket = folder.resolve("s");
  }

  private int execute(String... arguments) {
    CommandLine commandLine =
        Main.commandLine(echo -> new FakeRunner(cell -> FakeRunner.measured()));
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of("receive"));
    all.addAll(List.of(arguments));
    return commandLine.execute(all.toArray(String[]::new));
  }

  /** Runs the command in a thread of its own and waits until it listens. */
  private FutureTask<Integer> start(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--listen", "unix:" + socket, "--uuid", Recording.VM.toString()));
    arguments.addAll(List.of(more));
    FutureTask<Integer> task = new FutureTask<>(() -> execute(arguments.toArray(String[]::new)));
    Thread.ofPlatform().name("receive-command").daemon().start(task);
    Threads.await(() -> task.isDone() || err.toString().contains("listening at unix:"));
    return task;
  }

  private int receive(Recording recording, String... more) throws Exception {
    FutureTask<Integer> task = start(more);
    try (RawPeer peer = new RawPeer(new Endpoint.Unix(socket))) {
      peer.sendAllAndWait(recording.bytes());
      return task.get();
    }
  }

  private int receiveHalf(Recording recording, String... more) throws Exception {
    FutureTask<Integer> task = start(more);
    try (RawPeer peer = new RawPeer(new Endpoint.Unix(socket))) {
      peer.sendAll(recording.bytes());
      return task.get();
    }
  }

  @Test
  void saysWhatHasArrived() throws Exception {
    assertThat(receive(Recording.valid(), "--channels", "2")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains(
            "machine: pc-q35-10.0, guest uuid " + Recording.VM,
            "multifd: 2 channels, compression none, barriers marked by FLUSH records, return path"
                + " answered",
            "total ram: 652 kbytes, 163 pages; never sent: 0",
            "duplicate: 158 pages, normal: 8 pages; of them on the main channel 0 and 0",
            "block ram: 655360 bytes, 4 of 160 pages not zero, sha256 ")
        .doesNotContain("kept in");
    assertThat(err.toString())
        .contains(
            "migrate_set_parameter multifd-channels 2",
            "migrate_set_capability return-path on",
            "migrate -d unix:" + socket)
        .doesNotContain("warning");
  }

  @Test
  void keepsIt() throws Exception {
    Path kept = folder.resolve("new/capture");
    assertThat(receive(Recording.valid(), "--channels", "2", "--out", kept.toString()))
        .isEqualTo(ExitCode.OK);
    JsonNode manifest = new ObjectMapper().readTree(kept.resolve("manifest.json").toFile());
    assertThat(manifest.path("machine").asText()).isEqualTo("pc-q35-10.0");
    assertThat(manifest.path("channels").asInt()).isEqualTo(2);
    assertThat(manifest.path("dialect").asText()).isEqualTo("flush-record");
    assertThat(manifest.path("ramSectionId").asInt()).isEqualTo(Recording.SECTION_ID);
    JsonNode ram = manifest.path("blocks").path(0);
    assertThat(ram.path("idstr").asText()).isEqualTo("ram");
    assertThat(ram.path("file").asText()).isEqualTo("0-ram.raw");
    byte[] bytes = Files.readAllBytes(kept.resolve("0-ram.raw"));
    assertThat(bytes).hasSize(160 * 4096);
    assertThat(ram.path("sha256").asText()).isEqualTo(sha256(bytes));
    try (SparseFile file = SparseFile.open(kept.resolve("0-ram.raw"))) {
      assertThat(file.extents().stream().mapToLong(SparseFile.Extent::bytes).sum())
          .as("four pages, and no zeroes")
          .isEqualTo(4 * 4096);
    }
    assertThat(Files.readAllBytes(kept.resolve("1-rom.raw"))).hasSize(3 * 4096).contains(9 + 1);
    JsonNode state = manifest.path("deviceState");
    byte[] stateBytes = Files.readAllBytes(kept.resolve("device-state.bin"));
    assertThat(stateBytes).containsExactly(0, 6, 0, 0, 0, 2, '{', '}');
    assertThat(state.path("bytes").asInt()).isEqualTo(stateBytes.length);
    assertThat(state.path("sha256").asText()).isEqualTo(sha256(stateBytes));
    try (Stream<Path> files = Files.list(kept)) {
      assertThat(files).hasSize(4);
    }
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void aSourceThatBreaksOffIsOneLine() throws Exception {
    Recording half = Recording.valid().withMain(main -> main.without("description"));
    assertThat(receiveHalf(half, "--channels", "2", "--out", folder.resolve("c").toString()))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString().lines().toList().getLast())
        .startsWith("run-bench.sh: destination main: ")
        .contains("do not end with a description");
    assertThat(folder.resolve("c")).isEmptyDirectory();
    assertThat(out.toString()).isEmpty();
  }

  /** Its source has the guest until it is told, and must not let go of it. */
  @Test
  void whatCannotBeWrittenIsLeftToItsSource() throws Exception {
    Path kept = folder.resolve("c");
    FutureTask<Integer> task = start("--channels", "2", "--out", kept.toString());
    Files.createDirectory(kept.resolve("device-state.bin"));
    try (RawPeer peer = new RawPeer(new Endpoint.Unix(socket))) {
      peer.sendAllAndWait(Recording.valid().bytes());
      assertThat(task.get()).isEqualTo(ExitCode.FAILED);
      assertThat(HexFormat.of().formatHex(peer.answer()))
          .as("PONG, and SHUT with an error")
          .isEqualTo("00020004" + "00000001" + "00010004" + "00000001");
    }
    assertThat(err.toString().lines().toList().getLast())
        .startsWith("run-bench.sh: writing " + kept.resolve("device-state.bin") + ": ")
        .endsWith(
            "Is a directory: the guest was not kept; its source is told so and goes on with it");
    assertThat(kept).isEmptyDirectory();
  }

  @Test
  void leaveToSwitchOverIsGivenWhereItIsWaitedFor() throws Exception {
    FutureTask<Integer> task = start("--channels", "2", "--switchover-ack");
    assertThat(err.toString()).contains("migrate_set_capability switchover-ack on");
    try (RawPeer peer = new RawPeer(new Endpoint.Unix(socket))) {
      peer.sendAllAndWait(Recording.valid().bytes());
      assertThat(task.get()).isEqualTo(ExitCode.OK);
      assertThat(HexFormat.of().formatHex(peer.answer())).startsWith("00070000" + "00020004");
    }
  }

  @Test
  void moreRamThanAllowedIsOneLine() throws Exception {
    assertThat(receive(Recording.valid(), "--channels", "2", "--max-ram", "512K"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("667648 bytes together, more than the 524288 allowed");
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    FutureTask<Integer> task = start();
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("receive-command"))
        .forEach(Thread::interrupt);
    assertThat(task.get()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(err.toString()).contains("interrupted: the guest was not kept");
    assertThat(socket).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --channels 2                       | '--listen=[HOST:]PORT'
          --listen :4444                     | --listen is ':4444': give a port, HOST:PORT or
          --listen 70000                     | --listen is '70000': give a port
          --listen 127.0.0.1                 | --listen is '127.0.0.1': give a port
          --listen no.such.host.invalid:4444 | no address for host no.such.host.invalid
          --listen 0 --channels 256          | --channels is 256: give 1 to 255, or 0
          --listen 0 --channels -1           | --channels is -1: give 1 to 255, or 0
          --listen 0 --compression lzma      | --compression is 'lzma': give one of none, zlib, zstd
          --listen 0 --timeout 0             | --timeout is 0: give 1 or more milliseconds
          --listen 0 --max-ram lots          | not a size: 'lots'
          --listen 0 --uuid x                | '--uuid'
          --listen 0 --out /proc/x           | --out /proc/x cannot be a folder
          """)
  void aMistakeIsOneLineAndExitCodeTwo(String arguments, String message) {
    assertThat(execute(arguments.split(" ", -1))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("run-bench.sh: ").contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aFolderWithSomethingInItIsRefused() throws IOException {
    Files.writeString(folder.resolve("mine"), "keep me", UTF_8);
    assertThat(execute("--listen", "0", "--out", folder.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .isEqualTo(
            "run-bench.sh: "
                + folder
                + " is not empty: give --out a new folder or an empty one"
                + System.lineSeparator());
    assertThat(folder.resolve("mine")).hasContent("keep me");
  }

  @Test
  void aTakenPortIsRefused() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(execute("--listen", Integer.toString(taken.getLocalPort())))
          .isEqualTo(ExitCode.USAGE);
      assertThat(err.toString())
          .startsWith("run-bench.sh: bind tcp:127.0.0.1:" + taken.getLocalPort())
          .contains("Address already in use");
    }
  }
}

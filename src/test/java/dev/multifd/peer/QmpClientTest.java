package dev.multifd.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a monitor that says what it is told to. */
class QmpClientTest {
  private static final String GREETING = "{\"QMP\": {\"version\": {}}}\n";
  private static final String OK = "{\"return\": {}}\n";

  @TempDir private Path folder;

  private enum AtTheEnd {
    WAIT,
    CLOSE
  }

  /** Says the greeting, and then an answer for each line that it reads. */
  private void monitor(List<String> answers) throws IOException {
    monitor(answers, AtTheEnd.WAIT);
  }

  private void monitor(List<String> answers, AtTheEnd end) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(folder.resolve("qmp")));
    Thread.ofPlatform().daemon().start(() -> serve(server, answers, end));
  }

  private static void serve(ServerSocketChannel server, List<String> answers, AtTheEnd end) {
    try (server;
        SocketChannel socket = server.accept();
        BufferedReader lines = new BufferedReader(Channels.newReader(socket, UTF_8))) {
      say(socket, GREETING);
      for (String answer : answers) {
        if (lines.readLine() == null) {
          return;
        }
        say(socket, answer);
      }
      if (end == AtTheEnd.WAIT) {
        lines.readLine();
      }
    } catch (IOException e) {
      // The test sees what comes of it.
    }
  }

  private static void say(SocketChannel socket, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      socket.write(bytes);
    }
  }

  private QmpClient client() throws IOException {
    return QmpClient.connect(folder.resolve("qmp"), Duration.ofMillis(300));
  }

  @Test
  void eventsBeforeAnAnswerArePassedOver() throws IOException {
    monitor(
        List.of(
            OK, "{\"event\": \"STOP\"}\n{\"event\": \"MIGRATION\"}\n{\"return\": {\"a\": 7}}\n"));
    try (QmpClient client = client()) {
      assertThat(client.execute("query", Map.of()).path("a").asInt()).isEqualTo(7);
    }
  }

  @Test
  void aRefusalIsToldInTheMonitorsWords() throws IOException {
    monitor(
        List.of(OK, "{\"error\": {\"class\": \"GenericError\", \"desc\": \"no such thing\"}}\n"));
    try (QmpClient client = client()) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> client.execute("migrate", Map.of("uri", "x")))
          .withMessage("migrate: no such thing");
    }
  }

  @Test
  void aMonitorThatHangsIsNotWaitedFor() throws IOException {
    monitor(List.of(OK, ""));
    try (QmpClient client = client()) {
      assertThatExceptionOfType(InterruptedIOException.class)
          .isThrownBy(() -> client.execute("query-migrate", Map.of()))
          .withMessage("the monitor did not answer in time");
    }
  }

  @Test
  void aMonitorThatDiesInTheMiddleOfALineIsTold() throws IOException {
    monitor(List.of(OK, "{\"retu"), AtTheEnd.CLOSE);
    try (QmpClient client = client()) {
      assertThatExceptionOfType(EOFException.class)
          .isThrownBy(() -> client.execute("query-migrate", Map.of()))
          .withMessage("the monitor closed its connection");
    }
  }
}

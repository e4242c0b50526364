package dev.multifd.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multifd.results.ResultJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium with one page, told what to do by its DevTools protocol over a pipe. */
final class Chromium implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** The protocol's pipe is descriptors 3 and 4, which a shell can make of the first two. */
  private static final String START = "exec \"$0\" \"$@\" 3<&0 4>&1 >/dev/null 2>&1";

  private final Process process;
  private final OutputStream commands;
  private final InputStream answers;
  private final List<JsonNode> events = new ArrayList<>();
  private String session = "";
  private int sent;

  /** Starts it; all its files go into the folder. */
  Chromium(Path program, Path folder) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh",
            "-c",
            START,
            program.toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--remote-debugging-pipe",
            "--user-data-dir=" + folder.resolve("profile"));
    builder.environment().put("TMPDIR", folder.toString());
    this.process = builder.start();
    // A read of the pipe ends with the process, whatever it waits for.
    CompletableFuture.delayedExecutor(LONGEST.toSeconds(), TimeUnit.SECONDS)
        .execute(process::destroyForcibly);
    this.commands = process.getOutputStream();
    this.answers = process.getInputStream();
    String target =
        call("Target.createTarget", object("url", "about:blank")).path("targetId").asText();
    session =
        call("Target.attachToTarget", object("targetId", target).put("flatten", true))
            .path("sessionId")
            .asText();
    for (String domain : List.of("Runtime", "Log", "Page")) {
      call(domain + ".enable", JsonNodeFactory.instance.objectNode());
    }
  }

  /** The program on the PATH. */
  static Optional<Path> installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .flatMap(folder ->
            Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** How wide the window is, in pixels, and whether the user likes it {@code dark}. */
  void show(int width, String scheme) throws IOException {
    call(
        "Emulation.setDeviceMetricsOverride",
        JsonNodeFactory.instance
            .objectNode()
            .put("width", width)
            .put("height", 900)
            .put("deviceScaleFactor", 1)
            .put("mobile", width < 600));
    ObjectNode media = JsonNodeFactory.instance.objectNode();
    media.putArray("features").addObject().put("name", "prefers-color-scheme").put("value", scheme);
    call("Emulation.setEmulatedMedia", media);
  }

  /** Goes to a page. */
  void open(Path page) throws IOException {
    events.clear();
    call("Page.navigate", object("url", page.toUri().toString()));
  }

  /** What an expression is, which may be a promise. */
  JsonNode evaluate(String expression) throws IOException {
    return call(
            "Runtime.evaluate",
            object("expression", expression).put("returnByValue", true).put("awaitPromise", true))
        .path("result")
        .path("value");
  }

  /** What has been written to the console, and errors that nobody caught. */
  List<String> complaints() {
    return events.stream()
        .filter(event -> {
          String method = event.path("method").asText();
          return method.equals("Runtime.consoleAPICalled")
              || method.equals("Runtime.exceptionThrown")
              || method.equals("Log.entryAdded");
        })
        .map(JsonNode::toString)
        .toList();
  }

  private static ObjectNode object(String name, String value) {
    return JsonNodeFactory.instance.objectNode().put(name, value);
  }

  private JsonNode call(String method, ObjectNode params) throws IOException {
    ObjectNode command = object("method", method).put("id", ++sent);
    command.set("params", params);
    if (!session.isEmpty()) {
      command.put("sessionId", session);
    }
    commands.write(command.toString().getBytes(StandardCharsets.UTF_8));
    commands.write(0);
    commands.flush();
    while (true) {
      JsonNode message = ResultJson.readTree(read());
      if (message.path("id").asInt() == sent) {
        if (message.has("error")) {
          throw new IOException(method + ": " + message.get("error"));
        }
        return message.path("result");
      }
      events.add(message);
    }
  }

  private String read() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (int next = answers.read(); next != 0; next = answers.read()) {
      if (next < 0) {
        throw new IOException("Chromium ended");
      }
      message.write(next);
    }
    return message.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}

package dev.multifd.suite;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * Takes what JMH and a fork print instead of the terminal, and the one result JMH does not return:
 * the first warm-up shot, which is the first migration of a cold JVM. JMH calls from several
 * threads.
 */
final class ForkOutput implements OutputFormat {
  private static final int KEPT_BYTES = 1 << 20;

  private final @Nullable PrintStream echo;
  private ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final @Nullable String figure;
  private @Nullable Double coldShot;

  /**
   * Keeps the output.
   *
   * @param echo where it is printed as well, or null
   * @param figure the counter that is the metric instead of JMH's score, or null
   */
  ForkOutput(@Nullable PrintStream echo, @Nullable String figure) {
    this.echo = echo;
    this.figure = figure;
  }

  /** All that was printed, without the beginning when that was very much. */
  synchronized String text() {
    return text.toString(StandardCharsets.UTF_8);
  }

  /** Score of the first warm-up shot, or null when there was none. */
  synchronized @Nullable Double coldShot() {
    return coldShot;
  }

  @Override
  public synchronized void iterationResult(
      BenchmarkParams benchmark, IterationParams params, int iteration, IterationResult data) {
    boolean firstWarmup = params.getType() == IterationType.WARMUP && iteration == 1;
    if (firstWarmup && benchmark.getMode() == Mode.SingleShotTime) {
      coldShot = JmhResult.score(data, figure);
    }
    println(params.getType() + " " + iteration + ": " + data.getPrimaryResult());
  }

  @Override
  public void print(String s) {
    write(s.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void println(String s) {
    print(s + "\n");
  }

  @Override
  public synchronized void write(byte[] bytes) {
    if (text.size() > KEPT_BYTES) {
      byte[] all = text.toByteArray();
      text = new ByteArrayOutputStream();
      text.write(all, all.length / 2, all.length - all.length / 2);
    }
    text.writeBytes(bytes);
    if (echo != null) {
      echo.write(bytes, 0, bytes.length);
    }
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b});
  }

  @Override
  public void verbosePrintln(String s) {}

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams params, int iteration) {}

  @Override
  public void startBenchmark(BenchmarkParams params) {}

  @Override
  public void endBenchmark(BenchmarkResult result) {}

  @Override
  public void startRun() {}

  @Override
  public void endRun(Collection<RunResult> result) {}

  @Override
  public void flush() {
    if (echo != null) {
      echo.flush();
    }
  }

  @Override
  public void close() {}
}

package dev.multifd.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.fixture.Inside;
import dev.multifd.fixture.qemu.InstalledQemu;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.IdleGuest;
import dev.multifd.guest.RawImage;
import dev.multifd.lifecycle.Crew;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/**
 * Every {@code @Param} of every benchmark in the built jar reaches the code that is measured: with
 * another value, what a set-up benchmark holds is another in exactly that place. A benchmark or
 * parameter without a line in {@link #SUBJECTS} fails.
 */
class ParametersReachIT {
  private static final int IMAGE_BYTES = 16 << 20;

  private static final Map<String, Subject<?>> SUBJECTS =
      Map.of(
          IdleGuestBenchmark.class.getName(),
          new Subject<>(
              IdleGuestBenchmark::new,
              IdleGuestBenchmark::makeGuest,
              IdleGuestBenchmark::discardGuest,
              Map.of("guestSize", "4M"),
              Map.ofEntries(
                  Map.entry(
                      "mode",
                      Reach.of("precopy", ParametersReachIT::hasChannels).dragging("channels")),
                  Map.entry("zeroPageDetection", Reach.of("legacy", "rig.options.detection")),
                  Map.entry("channels", Reach.of("3", "rig.options.channels")),
                  Map.entry("guestSize", Reach.of("8M", idleGuest("ramBytes"))),
                  Map.entry("placement", Reach.of("low", idleGuest("placement"))),
                  Map.entry("texture", Reach.of("text", idleGuest("texture"))),
                  Map.entry("sourceState", Reach.of("written-zeroes", idleGuest("zeroState"))),
                  Map.entry("sourceHugePages", Reach.of("never", "rig.ram.source.hugePages")),
                  Map.entry("destinationState", Reach.of("warm", "rig.ram.state.destination")),
                  Map.entry("dispatch", Reach.of("page", "rig.options.dispatch")),
                  Map.entry("transport", Reach.of("unix", "rig.transport")),
                  Map.entry("scanner", Reach.of("longs", "rig.options.scanner")),
                  Map.entry("presenceMap", Reach.of("on", "rig.options.presence")),
                  Map.entry("compression", Reach.of("zlib", "rig.options.compression.method")),
                  Map.entry("packing", Reach.of("one-buffer", "rig.options.packing")),
                  Map.entry("unpacking", Reach.of("one-buffer", "rig.arrival.unpacking")),
                  Map.entry("nonZeroPages", Reach.of("50%", idleGuest("nonZeroPages"))),
                  Map.entry(
                      "guest",
                      Reach.of("an image", ParametersReachIT::image)
                          .dragging(
                              "guestSize",
                              "nonZeroPages",
                              "placement",
                              "sourceState",
                              "texture")))),
          DirtyingGuestBenchmark.class.getName(),
          new Subject<>(
              DirtyingGuestBenchmark::new,
              DirtyingGuestBenchmark::makeGuest,
              DirtyingGuestBenchmark::discardGuest,
              Map.of("guestSize", "4M", "stressBytes", "64K", "dispatch", "page"),
              Map.ofEntries(
                  Map.entry(
                      "mode",
                      Reach.of("precopy", ParametersReachIT::hasChannels).dragging("channels")),
                  Map.entry("zeroPageDetection", Reach.of("legacy", "rig.options.detection")),
                  Map.entry("channels", Reach.of("3", "rig.options.channels")),
                  Map.entry("guestSize", Reach.of("8M", ParametersReachIT::stressedBytes)),
                  Map.entry("stressWriters", Reach.of("3", "rig.content.parameters.writers")),
                  Map.entry(
                      "stressBytes", Reach.of("32K", "rig.content.parameters.bytesPerWriter")),
                  Map.entry("dirtyRate", Reach.of("9", "rig.content.parameters.pagesPerSecond")),
                  Map.entry("dirtyTracker", Reach.of("kernel", "rig.life.trackerKind")),
                  Map.entry("cpus", Reach.of("apart", "rig.life.sharing")),
                  Map.entry("dispatch", Reach.of("range", "rig.options.dispatch")),
                  Map.entry("transport", Reach.of("unix", "rig.transport")),
                  Map.entry("maxBandwidth", Reach.of("7M", "rig.options.convergence.maxBandwidth")),
                  Map.entry(
                      "downtimeLimitMs", Reach.of("7", "rig.options.convergence.downtimeLimit")),
                  Map.entry("accounting", Reach.of("v5", "rig.options.accounting")),
                  Map.entry(
                      "throttling",
                      Reach.of("auto-converge", "rig.options.convergence.throttling")),
                  Map.entry("limit", Reach.of("7", "rig.options.convergence.timeLimit")),
                  Map.entry(
                      "guest",
                      Reach.of(
                              "an image",
                              b -> Inside.read(b, "rig.content.base") instanceof RawImage)
                          .dragging("guestSize")))),
          PeerBenchmark.class.getName(),
          new Subject<>(
              PeerBenchmark::new,
              PeerBenchmark::makeGuest,
              PeerBenchmark::discardGuest,
              Map.of("guestSize", "64M"),
              Map.ofEntries(
                  Map.entry("source", Reach.of("qemu", b -> classOf(b, "rig.origin"))),
                  Map.entry("destination", Reach.of("qemu", b -> classOf(b, "rig.target"))),
                  Map.entry(
                      "mode",
                      Reach.of("precopy", ParametersReachIT::hasChannels).dragging("channels")),
                  Map.entry("zeroPageDetection", Reach.of("legacy", "rig.options.detection")),
                  Map.entry("channels", Reach.of("3", "rig.options.channels")),
                  Map.entry("guestSize", Reach.of("32M", donor("ramBytes"))),
                  Map.entry("placement", Reach.of("low", donor("placement"))),
                  Map.entry("presenceMap", Reach.of("on", "rig.options.presence")),
                  Map.entry("compression", Reach.of("zlib", "rig.options.compression.method")),
                  Map.entry(
                      "guest",
                      Reach.of(
                              "an image",
                              b -> Inside.read(b, "rig.content.donor") instanceof RawImage)
                          .dragging("guestSize", "placement")))),
          DispatchBenchmark.class.getName(),
          new Subject<>(
              DispatchBenchmark::new,
              DispatchBenchmark::start,
              DispatchBenchmark::stop,
              Map.of(),
              Map.of(
                  "dispatch",
                  Reach.of("page", probe -> Inside.read(probe, "probe.pass").getClass()),
                  "channels",
                  Reach.of("3", probe -> channels(probe).size()),
                  "pages",
                  Reach.of("normal", ParametersReachIT::pagesSentAsZero))),
          TransportCeilingBenchmark.class.getName(),
          new Subject<>(
              TransportCeilingBenchmark::new,
              TransportCeilingBenchmark::makeGuest,
              TransportCeilingBenchmark::discardGuest,
              Map.of("guestSize", "4M", "stressWriters", "1", "stressBytes", "64K"),
              Map.of(
                  "stressWriters",
                  Reach.of("2", ceiling -> writers(ceiling, "rig.load")),
                  "stressBytes",
                  Reach.of("128K", ParametersReachIT::stressBytes),
                  "channels",
                  Reach.of("3", "rig.connections"),
                  "transport",
                  Reach.of("unix", "rig.transport"),
                  "placement",
                  Reach.of("low", "rig.guest.parameters.placement"),
                  "guestSize",
                  Reach.of("8M", "rig.guest.parameters.ramBytes"),
                  "destinationState",
                  Reach.of("warm", "rig.ram.state.destination"),
                  "calls",
                  Reach.of("nio", "rig.calls"),
                  "nonZeroPages",
                  Reach.of("50%", "rig.guest.parameters.nonZeroPages"))),
          HandOverBenchmark.class.getName(),
          new Subject<>(
              HandOverBenchmark::new,
              HandOverBenchmark::start,
              HandOverBenchmark::stop,
              Map.of(),
              Map.of(
                  "handOver",
                  Reach.of("queue", hand -> Inside.read(hand, "way").getClass()),
                  "idle",
                  Reach.of("yielding", ParametersReachIT::idleStrategy),
                  "channels",
                  Reach.of("3", hand -> threads(hand, "way")),
                  "dirtyingThreads",
                  Reach.of("2", hand -> writers(hand, "guest")))),
          ScanBenchmark.class.getName(),
          new Subject<>(
              ScanBenchmark::new,
              ScanBenchmark::makeSet,
              ScanBenchmark::discardSet,
              Map.of(),
              Map.of(
                  "scanner",
                  Reach.of("longs", scan -> Inside.read(scan, "rig.kernel").getClass()),
                  "regime",
                  Reach.of("l2", "set.regime"),
                  "content",
                  Reach.of("byte-0", ParametersReachIT::isAllZero),
                  "pageSize",
                  Reach.of("64K", "set.pageBytes"),
                  "guest",
                  Reach.of("an image", scan -> scannedBytes(scan) == IMAGE_BYTES))));

  private static Path image = Path.of("");

  /**
   * One benchmark.
   *
   * @param small values that make the set-up quick
   * @param reaches by parameter
   */
  private record Subject<B>(
      Supplier<B> fresh,
      Step<B> setUp,
      Step<B> tearDown,
      Map<String, String> small,
      Map<String, Reach> reaches) {

    /** What is seen of each parameter when one of them, or none, has another value. */
    Map<String, Object> seen(Map<String, String> changed) throws Exception {
      B benchmark = fresh.get();
      BenchmarkFields.setDefaults(benchmark);
      small.forEach((name, value) -> BenchmarkFields.set(benchmark, name, value));
      changed.forEach((name, value) -> BenchmarkFields.set(benchmark, name, value));
      setUp.on(benchmark);
      try {
        Map<String, Object> seen = new LinkedHashMap<>();
        for (Map.Entry<String, Reach> reach : reaches.entrySet()) {
          seen.put(reach.getKey(), reach.getValue().seen().in(benchmark));
        }
        return seen;
      } finally {
        tearDown.on(benchmark);
      }
    }
  }

  private interface Step<B> {
    void on(B benchmark) throws Exception;
  }

  private static boolean hasChannels(Object benchmark) {
    return (int) Inside.read(benchmark, "rig.options.channels") > 0;
  }

  /** Of an image there are no such parameters. */
  private static Reach.Seen idleGuest(String parameter) {
    return benchmark ->
        Inside.read(benchmark, "rig.content") instanceof IdleGuest guest
            ? Inside.read(guest, "parameters." + parameter)
            : "none";
  }

  private static Object classOf(Object benchmark, String path) {
    return Inside.read(benchmark, path).getClass();
  }

  /** The same of the guest whose RAM is in a QEMU's machine. */
  private static Reach.Seen donor(String parameter) {
    return benchmark ->
        Inside.read(benchmark, "rig.content.donor") instanceof IdleGuest guest
            ? Inside.read(guest, "parameters." + parameter)
            : "none";
  }

  private static Object image(Object benchmark) {
    return Inside.read(benchmark, "rig.content") instanceof RawImage raw
        ? Inside.read(raw, "origin")
        : "none";
  }

  private static Object idleStrategy(Object benchmark) {
    Object way = Inside.read(benchmark, "way");
    return ((Supplier<?>) Inside.read(way, "idle")).get().getClass();
  }

  private static int threads(Object benchmark, String of) {
    return ((Crew) Inside.read(benchmark, of + ".crew")).threads().size();
  }

  private static int writers(Object benchmark, String load) {
    return ((Optional<?>) Inside.read(benchmark, load + ".running"))
        .map(running -> ((List<?>) Inside.read(running, "writers.writers")).size())
        .orElse(0);
  }

  private static long stressBytes(Object benchmark) {
    return ((Optional<?>) Inside.read(benchmark, "rig.load.running"))
        .map(running -> (long) Inside.read(running, "writers.content.parameters.bytesPerWriter"))
        .orElse(0L);
  }

  private static long stressedBytes(Object benchmark) {
    return ((GuestRam) Inside.read(benchmark, "rig.ram.source")).totalBytes();
  }

  private static boolean isAllZero(Object benchmark) {
    long pages = scannedBytes(benchmark) / (long) Inside.read(benchmark, "set.pageBytes");
    return (long) Inside.read(benchmark, "set.zeroPages") == pages;
  }

  private static long scannedBytes(Object benchmark) {
    return ((MemorySegment) Inside.read(benchmark, "set.memory")).byteSize();
  }

  private static List<?> channels(Object benchmark) {
    return (List<?>) Inside.read(benchmark, "probe.channels");
  }

  private static Object pagesSentAsZero(Object benchmark) throws Exception {
    DispatchBenchmark dispatch = (DispatchBenchmark) benchmark;
    dispatch.markDirty();
    dispatch.dispatch(new DispatchBenchmark.Cpu());
    long pages = 0;
    for (Object channel : channels(benchmark)) {
      pages += (long) Inside.read(channel, "counters.zeroPages.value");
    }
    return pages;
  }

  @BeforeAll
  static void makeImage() throws IOException {
    image = Files.createTempFile("guest", ".ram");
    Files.write(image, new byte[IMAGE_BYTES]);
  }

  @AfterAll
  static void deleteImage() throws IOException {
    Files.deleteIfExists(image);
  }

  static Stream<String> benchmarks() throws IOException {
    return BenchmarkListIT.entries().stream().map(BenchmarkListEntry::getUserClassQName).distinct();
  }

  static Stream<Arguments> parameters() throws IOException {
    List<Arguments> parameters = new ArrayList<>();
    for (BenchmarkListEntry entry : BenchmarkListIT.entries()) {
      for (String name : entry.getParams().orElse(Map.of()).keySet()) {
        parameters.add(Arguments.of(entry.getUserClassQName(), name));
      }
    }
    return parameters.stream();
  }

  private static Subject<?> subject(String benchmark) {
    Subject<?> subject = SUBJECTS.get(benchmark);
    assertThat(subject)
        .as("say in SUBJECTS how far the parameters of %s reach", benchmark)
        .isNotNull();
    return subject;
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void everyParameterHasALine(String benchmark) throws IOException {
    Set<String> inTheJar = new TreeSet<>();
    for (BenchmarkListEntry entry : BenchmarkListIT.entries()) {
      if (entry.getUserClassQName().equals(benchmark)) {
        inTheJar.addAll(entry.getParams().orElse(Map.of()).keySet());
      }
    }
    assertThat(subject(benchmark).reaches().keySet())
        .as("parameters of %s in SUBJECTS", benchmark)
        .isEqualTo(inTheJar);
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void anotherValueIsSeenWhereItBelongsAndNowhereElse(String benchmark, String parameter)
      throws Exception {
    Subject<?> subject = subject(benchmark);
    if (benchmark.equals(PeerBenchmark.class.getName())) {
      InstalledQemu.require();
    }
    Reach reach = subject.reaches().get(parameter);
    assertThat(reach).as("say in SUBJECTS how far %s reaches", parameter).isNotNull();
    String other = parameter.equals("guest") ? image.toString() : reach.other();
    Map<String, Object> usual = subject.seen(Map.of());

    Map<String, Object> changed = subject.seen(Map.of(parameter, other));

    Set<String> differ = new TreeSet<>(reach.dragged());
    differ.add(parameter);
    assertThat(usual.keySet())
        .filteredOn(name -> !Objects.equals(usual.get(name), changed.get(name)))
        .as("what changes with %s", parameter)
        .containsExactlyInAnyOrderElementsOf(differ);
  }
}

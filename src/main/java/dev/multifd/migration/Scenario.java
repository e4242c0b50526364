package dev.multifd.migration;

import dev.multifd.destination.Arrival;
import dev.multifd.destination.PopulationPolicy;
import dev.multifd.destination.Unpacking;
import dev.multifd.guest.DirtyTrackerKind;
import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.guest.IdleGuest;
import dev.multifd.guest.IdleGuestParameters;
import dev.multifd.guest.PageContent;
import dev.multifd.guest.PageMix;
import dev.multifd.guest.Placement;
import dev.multifd.guest.PresenceKind;
import dev.multifd.guest.StressParameters;
import dev.multifd.guest.StressedContent;
import dev.multifd.guest.Texture;
import dev.multifd.guest.ZeroState;
import dev.multifd.migration.capture.GuestImages;
import dev.multifd.payload.Compression;
import dev.multifd.payload.CompressionMethod;
import dev.multifd.payload.PackingKind;
import dev.multifd.scan.Sampling;
import dev.multifd.scan.ScannerKind;
import dev.multifd.source.Accounting;
import dev.multifd.source.ConvergenceOptions;
import dev.multifd.source.Dispatch;
import dev.multifd.source.SourceOptions;
import dev.multifd.source.StreamOptions;
import dev.multifd.source.Throttling;
import dev.multifd.source.ZeroPageDetection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A migration as people write it down: names and texts, one parameter each. Benchmarks and the
 * command line share it, so that the same words mean the same work.
 */
public final class Scenario {
  /** The parameters and what they are unless something else is said. */
  public static final Map<String, String> DEFAULTS = defaults();

  private static final int MAX_WRITERS = 1024;

  private final Map<String, String> values;

  private Scenario(Map<String, String> values) {
    this.values = values;
  }

  private static Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("mode", "multifd");
    defaults.put("zeroPageDetection", "multifd");
    defaults.put("channels", "4");
    defaults.put("dispatch", "range");
    defaults.put("transport", "tcp");
    defaults.put("scanner", "best");
    defaults.put("sampling", "none");
    defaults.put("presenceMap", "off");
    defaults.put("compression", "none");
    defaults.put("compressionLevel", "1");
    defaults.put("packing", "merged-runs");
    defaults.put("population", "adaptive");
    defaults.put("unpacking", "read-ahead");
    defaults.put("guest", "");
    defaults.put("guestSize", "16G");
    defaults.put("nonZeroPages", "");
    defaults.put("placement", "clusters");
    defaults.put("pageMix", PageMix.TYPICAL.toString());
    defaults.put("texture", "random");
    defaults.put("sourceState", "never-touched");
    defaults.put("sourceHugePages", "advised");
    defaults.put("destinationState", "fresh");
    defaults.put("seed", "42");
    defaults.put("stressWriters", "0");
    defaults.put("stressBytes", "400M");
    defaults.put("dirtyRate", "flat-out");
    defaults.put("dirtyTracker", "software");
    defaults.put("cpus", "shared");
    defaults.put("accounting", "exact");
    defaults.put("maxBandwidth", "none");
    defaults.put("downtimeLimitMs", "300");
    defaults.put("throttling", "off");
    defaults.put("limit", "3600");
    defaults.put("timeoutMs", "30000");
    return Collections.unmodifiableMap(defaults);
  }

  /**
   * A scenario of the defaults and {@code given}.
   *
   * @throws IllegalArgumentException naming a parameter that there is not
   */
  public static Scenario of(Map<String, String> given) {
    Map<String, String> values = new LinkedHashMap<>(DEFAULTS);
    if ("v5".equals(given.get("accounting"))) {
      values.put("dispatch", "page"); // the series knew no other
    }
    given.forEach((name, value) -> {
      if (values.replace(name, value) == null) {
        throw new IllegalArgumentException(
            "no parameter '" + name + "'; there are " + DEFAULTS.keySet());
      }
    });
    return new Scenario(values);
  }

  /**
   * The guest's content.
   *
   * @throws IllegalArgumentException naming the value that does not fit, and what would
   * @throws IOException if the image or capture cannot be opened
   */
  public PageContent content() throws IOException {
    Optional<StressParameters> stress = stress();
    return stress.isEmpty() ? idleContent() : stressed(idleContent(), stress.get());
  }

  /**
   * What the guest's writers do, if it has any.
   *
   * @throws IllegalArgumentException naming the value that does not fit, and what would
   */
  public Optional<StressParameters> stress() {
    long writers = number("stressWriters");
    if (writers < 0 || writers > MAX_WRITERS) {
      throw new IllegalArgumentException(
          "stressWriters is " + writers + ": give 1 to " + MAX_WRITERS + ", or 0 for none");
    }
    String rate = value("dirtyRate");
    long pagesPerSecond =
        rate.equals("flat-out") ? 0 : positive("dirtyRate", "pages a second, or flat-out");
    StressParameters stress = stressOf(bytes("stressBytes")).withPagesPerSecond(pagesPerSecond);
    return writers == 0 ? Optional.empty() : Optional.of(stress.withWriters((int) writers));
  }

  private StressParameters stressOf(long bytesPerWriter) {
    try {
      return StressParameters.DEFAULT.withBytesPerWriter(bytesPerWriter);
    } catch (IllegalArgumentException e) {
      throw stressBytesDoNotFit(e);
    }
  }

  private PageContent stressed(PageContent idle, StressParameters stress) {
    try {
      return new StressedContent(idle, stress);
    } catch (IllegalArgumentException e) {
      throw stressBytesDoNotFit(e);
    }
  }

  private IllegalArgumentException stressBytesDoNotFit(IllegalArgumentException why) {
    return new IllegalArgumentException(
        "stressBytes is '" + value("stressBytes") + "': " + why.getMessage(), why);
  }

  /**
   * The guest's content before anybody writes to it.
   *
   * @throws IllegalArgumentException naming the value that does not fit, and what would
   * @throws IOException if the image or capture cannot be opened
   */
  public PageContent idleContent() throws IOException {
    String image = value("guest");
    if (!image.isEmpty()) {
      return GuestImages.open(Path.of(image));
    }
    IdleGuestParameters parameters =
        IdleGuestParameters.DEFAULT
            .withRamBytes(bytes("guestSize"))
            .withPlacement(constant("placement", Placement.class))
            .withMix(pageMix())
            .withZeroState(constant("sourceState", ZeroState.class))
            .withTexture(constant("texture", Texture.class))
            .withSeed(number("seed"));
    return new IdleGuest(
        value("nonZeroPages").isEmpty()
            ? parameters
            : parameters.withNonZeroPages(nonZeroPages(parameters)));
  }

  private PageMix pageMix() {
    try {
      return PageMix.parse(value("pageMix"));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "pageMix is '"
              + value("pageMix")
              + "': give three shares that add up to 100 percent, such as "
              + PageMix.TYPICAL,
          e);
    }
  }

  /** A number of pages, or a share of all, which firmware alone is the least of. */
  private long nonZeroPages(IdleGuestParameters parameters) {
    String text = value("nonZeroPages");
    if (!text.endsWith("%")) {
      return number("nonZeroPages");
    }
    try {
      double share = Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
      return parameters.nonZeroPagesOf(share);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "nonZeroPages is '" + text + "': give a number, or a share such as 50%", e);
    }
  }

  /**
   * What the source is told.
   *
   * @throws IllegalArgumentException naming the value that does not fit, and what would
   */
  public SourceOptions options() {
    int channels =
        switch (value("mode")) {
          case "precopy" -> 0;
          case "multifd" -> channels();
          default ->
              throw new IllegalArgumentException(
                  "mode is '" + value("mode") + "': give precopy or multifd");
        };
    return new SourceOptions(
        channels,
        constant("zeroPageDetection", ZeroPageDetection.class),
        constant("dispatch", Dispatch.class),
        constant("scanner", ScannerKind.class),
        constant("sampling", Sampling.class),
        constant("presenceMap", PresenceKind.class),
        compression(),
        packing(),
        StreamOptions.DEFAULT,
        constant("accounting", Accounting.class),
        convergence(),
        Duration.ofMillis(number("timeoutMs")));
  }

  private ConvergenceOptions convergence() {
    return new ConvergenceOptions(
        Duration.ofMillis(positive("downtimeLimitMs", "milliseconds")),
        value("maxBandwidth").equals("none") ? 0 : maxBandwidth(),
        Duration.ofSeconds(positive("limit", "seconds")),
        constant("throttling", Throttling.class));
  }

  /** Bytes a second. */
  private long maxBandwidth() {
    long bytes = bytes("maxBandwidth");
    if (bytes == 0) {
      throw new IllegalArgumentException(
          "maxBandwidth is '" + value("maxBandwidth") + "': give none for no limit");
    }
    return bytes;
  }

  private long positive(String name, String unit) {
    long number = number(name);
    if (number <= 0) {
      throw new IllegalArgumentException(
          name + " is '" + value(name) + "': give 1 or more " + unit);
    }
    return number;
  }

  private Compression compression() {
    return new Compression(
        constant("compression", CompressionMethod.class), (int) number("compressionLevel"));
  }

  private PackingKind packing() {
    PackingKind packing = constant("packing", PackingKind.class);
    if (packing == PackingKind.ZERO_COPY && transport() != Transport.TCP) {
      throw new IllegalArgumentException(
          "packing is 'zero-copy', which the kernel has for TCP alone: give transport tcp, or"
              + " another packing");
    }
    return packing;
  }

  private int channels() {
    long channels = number("channels");
    if (channels < 1 || channels > 255) {
      throw new IllegalArgumentException("channels is " + channels + ": give 1 to 255");
    }
    return (int) channels;
  }

  /** How arriving pages get into the destination's memory. */
  public Arrival arrival() {
    return new Arrival(
        constant("population", PopulationPolicy.class), constant("unpacking", Unpacking.class));
  }

  /** The state of both ends' memory before the migration. */
  public RamState ramState() {
    return new RamState(
        constant("sourceHugePages", HugePages.class),
        constant("destinationState", DestinationState.class));
  }

  /** What joins the two ends. */
  public Transport transport() {
    return constant("transport", Transport.class);
  }

  /**
   * What tells zero pages.
   *
   * @throws IllegalArgumentException naming the value that does not fit, and what would
   * @throws PrerequisiteException naming a scanner that this CPU or JVM lacks, and those it has
   */
  public ScannerKind scanner() throws PrerequisiteException {
    ScannerKind kind = constant("scanner", ScannerKind.class);
    Optional<String> reasonAbsent = kind.reasonAbsent();
    if (reasonAbsent.isPresent()) {
      throw new PrerequisiteException(
          "scanner is '"
              + ParameterText.of(kind)
              + "': "
              + reasonAbsent.get()
              + ": give one of "
              + ParameterText.list(
                  Arrays.stream(ScannerKind.values()).filter(k -> k.reasonAbsent().isEmpty())));
    }
    return kind;
  }

  /** One line on what tells zero pages, and why, for people. */
  public String describeScanner() throws PrerequisiteException {
    ScannerKind kind = scanner();
    return "scanner: "
        + ParameterText.of(kind.resolved())
        + kind.reasonResolved()
            .map(reason -> " (" + ParameterText.of(kind) + ": " + reason + ")")
            .orElse("")
        + ", sampling: "
        + value("sampling");
  }

  /**
   * The guest, made, with both ends.
   *
   * @throws PrerequisiteException if the machine has too little memory, or lacks the scanner
   * @throws IOException if the content cannot be read
   */
  public MigrationRig rig() throws IOException {
    scanner();
    PageContent content = content();
    return new MigrationRig(content, life(content), ramState(), options(), arrival(), transport());
  }

  /** What a guest of that content does meanwhile. */
  GuestLife life(PageContent content) throws IOException {
    DirtyTrackerKind tracker = constant("dirtyTracker", DirtyTrackerKind.class);
    CpuSharing cpus = constant("cpus", CpuSharing.class);
    if (content instanceof StressedContent stressed) {
      return new DirtyingGuest(stressed, tracker, cpus);
    }
    boolean looks = options().detection() != ZeroPageDetection.NONE;
    return new PausedGuest(looks ? content::nonZeroPages : content::totalPages);
  }

  /** The same with a made-up guest of 256 MiB, with the same share of pages that are not zero. */
  public Scenario onSmallGuest() {
    Map<String, String> small = new LinkedHashMap<>(values);
    small.put("guest", "");
    small.put("guestSize", "256M");
    small.put("stressBytes", "8M");
    small.put("limit", "1");
    if (!value("nonZeroPages").endsWith("%")) {
      small.put("nonZeroPages", "");
    }
    return new Scenario(small);
  }

  /**
   * Migrates again and again for as long, and proves every migration.
   *
   * @throws ProofFailedException if one is not what it must be
   */
  public void rehearse(Duration duration) throws IOException, InterruptedException {
    long endNs = System.nanoTime() + duration.toNanos();
    try (MigrationRig rig = rig()) {
      do {
        rig.prepare();
        rehearse(rig);
      } while (System.nanoTime() < endNs);
    }
  }

  private static void rehearse(MigrationRig rig) throws IOException, InterruptedException {
    try {
      rig.prove(rig.migrate()).require();
    } catch (NotConvergedException e) {
      // The code was run all the same.
    }
  }

  private String value(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  private long number(String name) {
    try {
      return Long.parseLong(value(name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " is '" + value(name) + "': give a whole number", e);
    }
  }

  /** A size such as 512M, 16G or 1T, in bytes. */
  private long bytes(String name) {
    String text = value(name).trim().toUpperCase(Locale.ROOT);
    int unit = text.isEmpty() ? -1 : "KMGT".indexOf(text.charAt(text.length() - 1));
    String digits = unit < 0 ? text : text.substring(0, text.length() - 1);
    int shift = 10 * (unit + 1);
    if (!digits.matches("\\d{1,15}") || Long.parseLong(digits) > Long.MAX_VALUE >> shift) {
      throw new IllegalArgumentException(
          name + " is '" + value(name) + "': give a size such as 512M, 16G or 1T");
    }
    return Long.parseLong(digits) << shift;
  }

  private <E extends Enum<E>> E constant(String name, Class<E> type) {
    return ParameterText.constant(name, value(name), type);
  }
}

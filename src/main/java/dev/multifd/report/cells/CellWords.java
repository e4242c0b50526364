package dev.multifd.report.cells;

import dev.multifd.results.CellResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What cells are called: the guest, the way of migrating it, and what is unusual about either. */
public final class CellWords {
  /**
   * Parameters that are worth a word when they are not as usual, in the order of the words.
   *
   * @param usual the value that needs no word
   * @param word what another value is called
   */
  private record Trait(String usual, UnaryOperator<String> word) {}

  private static final String DETECTION = "zeroPageDetection";
  private static final String CHANNELS = "channels";
  private static final String SOURCE = "source";
  private static final String NO_LIMIT = "none";
  private static final String GUEST_SIZE = "guestSize";

  private static final Map<String, Trait> TRAITS = traits();

  private CellWords() {}

  private static Map<String, Trait> traits() {
    Map<String, Trait> traits = new LinkedHashMap<>();
    traits.put("placement", plain("clusters"));
    traits.put("nonZeroPages", new Trait("", share -> share + " data"));
    traits.put("texture", plain("random"));
    traits.put("sourceState", plain("never-touched"));
    traits.put("sourceHugePages", new Trait("advised", _ -> "small pages"));
    traits.put("destinationState", new Trait("fresh", state -> state + " destination"));
    traits.put("calls", new Trait("writev", calls -> "by " + calls));
    traits.put("dispatch", new Trait("range", dispatch -> dispatch + " by " + dispatch));
    traits.put("transport", new Trait("tcp", transport -> transport + " sockets"));
    traits.put("scanner", plain("best"));
    traits.put("presenceMap", new Trait("off", CellWords::presence));
    traits.put("compression", plain("none"));
    traits.put("packing", plain("merged-runs"));
    traits.put("unpacking", new Trait("read-ahead", unpacking -> "read " + unpacking));
    traits.put("accounting", new Trait("exact", books -> books + " books"));
    traits.put("dirtyTracker", new Trait("software", tracker -> tracker + " tracker"));
    traits.put("cpus", new Trait("shared", cpus -> "processors " + cpus));
    traits.put("throttling", plain("off"));
    traits.put("dirtyRate", new Trait("flat-out", CellWords::rate));
    return traits;
  }

  private static Trait plain(String usual) {
    return new Trait(usual, value -> value.replace('-', ' '));
  }

  private static String presence(String map) {
    return map.equals("on") ? "presence map" : "presence map by " + map;
  }

  /** {@code 200000} as {@code 200 000 pages/s}. */
  private static String rate(String pages) {
    return pages.replaceAll("(\\d)(?=(\\d{3})+$)", "$1 ") + " pages/s";
  }

  /** The guest, such as {@code idle guest of 16 GiB}. */
  public static String guest(CellResult cell) {
    Map<String, String> params = cell.params();
    String image = params.getOrDefault("guest", "");
    String size = size(params.getOrDefault(GUEST_SIZE, ""));
    if (!image.isEmpty()) {
      return "guest " + image.substring(image.lastIndexOf('/') + 1) + " of " + size;
    }
    if (Cells.besideWriters(cell)) {
      return "guest of %s with %s writers of %s"
          .formatted(
              size, params.get("stressWriters"), size(params.getOrDefault("stressBytes", "")));
    }
    String limit = params.getOrDefault("maxBandwidth", NO_LIMIT);
    return "idle guest of "
        + size
        + (limit.equals(NO_LIMIT) ? "" : ", at most " + size(limit) + "/s");
  }

  /** Which programs send and receive, such as {@code qemu to java}. */
  public static String ends(CellResult cell) {
    return cell.params().get(SOURCE) + " to " + cell.params().get("destination");
  }

  /** {@code 16G} as {@code 16 GiB}. */
  public static String size(String size) {
    return size.replaceFirst("^(\\d+)([KMGT])$", "$1 $2iB");
  }

  /** The way of migrating, such as {@code precopy} or {@code multifd, 4 ch}. */
  public static String way(CellResult cell) {
    String name = wayWithoutChannels(cell);
    return name.equals("precopy") ? name : name + ", " + Cells.channels(cell) + " ch";
  }

  /** The same whatever the number of channels. */
  public static String wayWithoutChannels(CellResult cell) {
    if (Cells.isBareTransfer(cell)) {
      return "bare transfer";
    }
    if (Cells.isPrecopy(cell)) {
      return "precopy";
    }
    String detection = cell.params().getOrDefault(DETECTION, cell.question());
    return detection.equals("none") ? "no detection" : detection;
  }

  /** What is not as usual, but for some parameters that go without saying. */
  public static List<String> unusual(CellResult cell, Set<String> without) {
    List<String> words = new ArrayList<>();
    if (Cells.isBesidePeer(cell) && !without.contains(SOURCE)) {
      words.add(ends(cell));
    }
    TRAITS.forEach((name, trait) -> {
      String value = cell.params().getOrDefault(name, trait.usual);
      if (!value.equals(trait.usual) && !without.contains(name)) {
        words.add(trait.word.apply(value));
      }
    });
    return words;
  }

  /** The way and what is not as usual, but for some parameters that go without saying. */
  public static String wayAndUnusual(CellResult cell, Set<String> without) {
    return String.join(
        ", ", Stream.concat(Stream.of(way(cell)), unusual(cell, without).stream()).toList());
  }

  /**
   * What cells have in common: guest, way and what is not as usual.
   *
   * @param varied the parameters that they differ in
   */
  public static String context(CellResult cell, Set<String> varied) {
    List<String> words = new ArrayList<>();
    if (cell.params().containsKey(GUEST_SIZE)) {
      words.add(guest(cell));
    }
    boolean detection = !varied.contains(DETECTION) && Cells.isMigration(cell);
    boolean channels = !varied.contains(CHANNELS) && cell.params().containsKey(CHANNELS);
    if (detection) {
      words.add(channels ? way(cell) : wayWithoutChannels(cell));
    } else if (channels) {
      words.add(Cells.channels(cell) + " channels");
    }
    words.addAll(unusual(cell, varied));
    return String.join(", ", words);
  }
}

package dev.multifd.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one run and how often each is measured: the profile's table with the user's changes.
 *
 * @param profile whose table it is
 * @param forks forks a cell
 * @param shots migrations a fork; benchmarks of shorter shots take more of them
 * @param cells the cells, baselines first
 * @param notes what the user should know about how the request was read
 * @param overrides what the command line changed, for the result file
 */
public record Plan(
    Profile profile,
    int forks,
    Shots shots,
    List<Cell> cells,
    List<String> notes,
    Map<String, String> overrides) {
  /** QEMU's parameter {@code multifd-channels} is a byte, and so is a channel's id on the wire. */
  private static final int MAX_CHANNELS = 255;

  private static final ByteSize AFFORDABLE = ByteSize.parse("512M");
  private static final Cost AFFORDABLE_COST = Cost.ofMillis(3850, 200);
  private static final int DEAR_MEMORY = 2;

  /**
   * Applies a request to its profile.
   *
   * @param readsTakeMemory whether never-touched memory that is read becomes memory, so that large
   *     guests cost what they hold
   * @throws UsageException when the request cannot be met
   */
  public static Plan of(RunRequest request, boolean readsTakeMemory) {
    int forks = atLeastOne("--forks", request.forks(), request.table().forks(request.profile()));
    int measured = atLeastOne("--shots", request.shots(), request.profile().shots());
    Map<String, String> overrides = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    List<Cell> cells = request.table().cells(request.profile());
    GuestImage guest = request.guest();
    ByteSize size = request.guestSize();
    if (readsTakeMemory && guest == null && size == null) {
      cells = affordable(cells, notes);
    }
    if (guest != null && size != null) {
      throw new UsageException("--guest brings its own size: leave --guest-size out");
    }
    if (guest != null) {
      overrides.put(Param.GUEST, ImageName.of(guest.path()));
      overrides.put(Param.GUEST_SIZE, guest.size().toString());
      cells = onImage(cells, guest, notes);
    }
    if (size != null) {
      overrides.put(Param.GUEST_SIZE, size.toString());
      cells = resized(cells, size);
    }
    if (!request.channels().isEmpty()) {
      overrides.put(Param.CHANNELS, request.channels().toString());
      cells = withChannels(cells, request.channels());
    }
    cells = CellTable.distinct(cells);
    if (!request.only().isEmpty()) {
      overrides.put("only", String.join(",", request.only()));
      cells = only(cells, request.only());
    }
    return new Plan(
        request.profile(),
        forks,
        new Shots(request.profile().warmupShots(), measured),
        cells,
        List.copyOf(notes),
        overrides);
  }

  /** What the whole run takes by the table's figures. */
  public Duration estimate() {
    return cells.stream()
        .map(this::forkEstimate)
        .reduce(Duration.ZERO, Duration::plus)
        .multipliedBy(forks);
  }

  /** What one fork of a cell takes by the table's figures. */
  public Duration forkEstimate(Cell cell) {
    return cell.cost().fork(shots(cell).total());
  }

  /** Shots of one fork of a cell: of short ones more. */
  Shots shots(Cell cell) {
    return shots.times(cell.cost().repeats());
  }

  private static int atLeastOne(String option, @Nullable Integer asked, int usual) {
    int value = Objects.requireNonNullElse(asked, usual);
    if (value < 1) {
      throw new UsageException(option + " must be at least 1, not " + value);
    }
    return value;
  }

  /**
   * Where each page of an idle guest would become memory, smaller guests stand for large ones, and
   * all memory takes its time: such kernels are those of virtual machines, whose hosts back each
   * page when it is first touched.
   */
  private static List<Cell> affordable(List<Cell> cells, List<String> notes) {
    List<Cell> affordable = new ArrayList<>();
    boolean smaller = false;
    for (Cell cell : cells) {
      boolean large =
          cell.readsNeverTouchedPages()
              && ByteSize.parse(cell.param(Param.GUEST_SIZE)).bytes() > AFFORDABLE.bytes();
      if (large) {
        affordable.add(cell.with(Param.GUEST_SIZE, AFFORDABLE.toString()).costing(AFFORDABLE_COST));
      } else {
        affordable.add(
            cell.has(Param.GUEST_SIZE) ? cell.costing(cell.cost().times(DEAR_MEMORY)) : cell);
      }
      smaller |= large;
    }
    if (smaller) {
      notes.add(
          "this kernel has no shared page of zeroes, so that each page that is read takes memory:"
              + " idle guests whose pages are all read have "
              + AFFORDABLE
              + " at most (--guest-size 16G has them large all the same)");
    }
    return affordable;
  }

  private static List<Cell> resized(List<Cell> cells, ByteSize size) {
    List<Cell> resized = new ArrayList<>();
    for (Cell cell : cells) {
      resized.add(cell.has(Param.GUEST_SIZE) ? resized(cell, size) : cell);
    }
    return resized;
  }

  private static Cell resized(Cell cell, ByteSize size) {
    long usual = ByteSize.parse(cell.param(Param.GUEST_SIZE)).bytes();
    return cell.with(Param.GUEST_SIZE, size.toString())
        .costing(cell.cost().scaled((double) size.bytes() / usual));
  }

  /**
   * An image has its own content and its own untouched pages; cells that differ only there merge.
   */
  private static List<Cell> onImage(List<Cell> cells, GuestImage guest, List<String> notes) {
    List<Cell> onImage = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (Cell cell : cells) {
      if (cell.has(Param.GUEST)) {
        Map<String, String> usual = cell.benchmark().defaults();
        Cell placed = cell.has(Param.GUEST_SIZE) ? resized(cell, guest.size()) : cell;
        placed = placed.with(Param.GUEST, guest.path().toAbsolutePath().toString());
        for (String name :
            List.of(
                Param.PLACEMENT,
                Param.TEXTURE,
                Param.NON_ZERO_PAGES,
                Param.SOURCE_STATE,
                Param.REGIME,
                Param.CONTENT)) {
          if (cell.has(name)) {
            placed = placed.with(name, usual.getOrDefault(name, ""));
          }
        }
        onImage.add(placed);
      } else {
        left.add(cell.id());
      }
    }
    if (!left.isEmpty()) {
      notes.add("left out, since they take no image: " + String.join(", ", left));
    }
    return onImage;
  }

  private static List<Cell> withChannels(List<Cell> cells, List<Integer> channels) {
    List<Cell> crossed = new ArrayList<>();
    for (int count : channels) {
      if (count < 1 || count > MAX_CHANNELS) {
        throw new UsageException("--channels: " + count + " is not between 1 and " + MAX_CHANNELS);
      }
    }
    for (Cell cell : cells) {
      if (cell.isPrecopy() || !cell.has(Param.CHANNELS)) {
        crossed.add(cell);
      } else {
        channels.forEach(count -> crossed.add(cell.with(Param.CHANNELS, Integer.toString(count))));
      }
    }
    return crossed;
  }

  private static List<Cell> only(List<Cell> cells, List<String> wanted) {
    Set<Cell> kept = new HashSet<>();
    for (String part : wanted) {
      List<Cell> matching = matching(cells, part);
      if (matching.isEmpty()) {
        throw new UsageException(
            "--only "
                + part
                + ": no such cell; there are "
                + String.join(", ", cells.stream().map(Cell::id).toList()));
      }
      kept.addAll(matching);
    }
    return cells.stream().filter(kept::contains).toList();
  }

  /**
   * The cell of that very id, since ids may be parts of others; without one, all that contain it.
   */
  private static List<Cell> matching(List<Cell> cells, String part) {
    List<Cell> exact = cells.stream().filter(cell -> cell.id().equalsIgnoreCase(part)).toList();
    return exact.isEmpty() ? cells.stream().filter(cell -> cell.matches(part)).toList() : exact;
  }
}

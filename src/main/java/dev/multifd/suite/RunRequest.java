package dev.multifd.suite;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for. Null or empty leaves the profile as it is.
 *
 * @param table whose cells there are
 * @param profile which cells, forks and shots
 * @param channels channel counts every multifd cell is crossed with
 * @param guestSize size of every guest
 * @param guest a real guest that all migrations send
 * @param forks forks a cell
 * @param shots measured shots a fork
 * @param only keep cells whose id is one of these, or whose id or question contains one
 * @param label the user's own words for this run
 * @param results folder of result files
 * @param home the project's folder, whose commit is measured
 * @param commandLine the arguments as typed
 */
public record RunRequest(
    CellTable table,
    Profile profile,
    List<Integer> channels,
    @Nullable ByteSize guestSize,
    @Nullable GuestImage guest,
    @Nullable Integer forks,
    @Nullable Integer shots,
    List<String> only,
    @Nullable String label,
    Path results,
    Path home,
    List<String> commandLine) {}

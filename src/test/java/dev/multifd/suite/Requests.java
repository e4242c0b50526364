package dev.multifd.suite;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests for tests: a profile with one or two things changed. */
final class Requests {
  private final Profile profile;
  private CellTable table = CellTable.SUITE;
  private List<Integer> channels = List.of();
  private @Nullable ByteSize guestSize;
  private @Nullable Path guest;
  private @Nullable Integer forks;
  private @Nullable Integer shots;
  private List<String> only = List.of();
  private Path results = Path.of("results");

  private Requests(Profile profile) {
    this.profile = profile;
  }

  static Requests of(Profile profile) {
    return new Requests(profile);
  }

  static Plan plan(Profile profile) {
    return of(profile).plan();
  }

  Requests table(CellTable other) {
    table = other;
    return this;
  }

  Requests channels(Integer... counts) {
    channels = List.of(counts);
    return this;
  }

  Requests guestSize(String size) {
    guestSize = ByteSize.parse(size);
    return this;
  }

  Requests guest(Path image) {
    guest = image;
    return this;
  }

  Requests forks(int count) {
    forks = count;
    return this;
  }

  Requests shots(int count) {
    shots = count;
    return this;
  }

  Requests only(String... parts) {
    only = List.of(parts);
    return this;
  }

  Requests results(Path folder) {
    results = folder;
    return this;
  }

  RunRequest request() {
    return new RunRequest(
        table,
        profile,
        channels,
        guestSize,
        guest == null ? null : GuestImage.ofFile(guest),
        forks,
        shots,
        only,
        null,
        results,
        Path.of("."),
        List.of("--profile", profile.label()));
  }

  Plan plan() {
    return Plan.of(request(), false);
  }

  /** The plan on a kernel without a shared zero page. */
  Plan planWhereReadsTakeMemory() {
    return Plan.of(request(), true);
  }
}

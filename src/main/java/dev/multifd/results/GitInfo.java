package dev.multifd.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The commit that was measured. Null is unknown.
 *
 * @param commit full hash
 * @param dirty whether the tree held changes that the commit does not
 */
public record GitInfo(@Nullable String commit, @Nullable Boolean dirty) {
  private static final String RESOURCE = "/dev/multifd/git.properties";
  private static final int SHORT = 8;

  /** A commit nobody can name. */
  public static final GitInfo UNKNOWN = new GitInfo(null, null);

  /**
   * The commit this jar was built from, as the build wrote it into the jar, since the checkout may
   * have moved on; without that, what {@code git} says of the checkout.
   */
  public static GitInfo read(Path checkout) {
    try (InputStream built = GitInfo.class.getResourceAsStream(RESOURCE)) {
      return built == null ? ofCheckout(checkout) : ofProperties(built);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE + " of this jar", e);
    }
  }

  /** The first eight digits of the commit for a file name. */
  public String shortName() {
    String name =
        commit == null ? "unknown" : commit.substring(0, Math.min(SHORT, commit.length()));
    return Boolean.TRUE.equals(dirty) ? name + "-dirty" : name;
  }

  static GitInfo ofProperties(InputStream stream) throws IOException {
    Properties properties = new Properties();
    properties.load(stream);
    String commit = known(properties.getProperty("git.commit.id.full"));
    if (commit == null) {
      commit = known(properties.getProperty("git.commit.id"));
    }
    String dirty = known(properties.getProperty("git.dirty"));
    return new GitInfo(commit, dirty == null ? null : Boolean.valueOf(dirty));
  }

  static GitInfo ofCheckout(Path checkout) {
    String commit = GitCommand.output(checkout, "rev-parse", "HEAD");
    if (commit == null) {
      return UNKNOWN;
    }
    String changes = GitCommand.output(checkout, "status", "--porcelain");
    return new GitInfo(commit, changes == null ? null : Boolean.valueOf(!changes.isEmpty()));
  }

  /** An unexpanded or empty property is unknown. */
  private static @Nullable String known(@Nullable String value) {
    return value == null || value.isBlank() || value.startsWith("${") ? null : value.strip();
  }
}

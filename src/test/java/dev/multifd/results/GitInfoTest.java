package dev.multifd.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitInfoTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @Test
  void readsWhatTheBuildWrote() throws IOException {
    assertThat(properties("git.commit.id.full=" + COMMIT, "git.dirty=true"))
        .isEqualTo(new GitInfo(COMMIT, true));
    assertThat(properties("git.commit.id=" + COMMIT, "git.dirty=false"))
        .isEqualTo(new GitInfo(COMMIT, false));
  }

  @Test
  void whatTheBuildDidNotFillInIsUnknown() throws IOException {
    assertThat(properties("git.commit.id=${git.commit.id}", "git.dirty="))
        .isEqualTo(GitInfo.UNKNOWN);
  }

  @Test
  void aFolderWithoutRepositoryIsUnknown(@TempDir Path folder) {
    assertThat(GitInfo.ofCheckout(folder.resolve("missing"))).isEqualTo(GitInfo.UNKNOWN);
  }

  @Test
  void theShortNameTellsADirtyTree() {
    assertThat(new GitInfo(COMMIT, false).shortName()).isEqualTo("01234567");
    assertThat(new GitInfo(COMMIT, true).shortName()).isEqualTo("01234567-dirty");
    assertThat(GitInfo.UNKNOWN.shortName()).isEqualTo("unknown");
  }

  private static GitInfo properties(String... lines) throws IOException {
    return GitInfo.ofProperties(
        new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1)));
  }
}

package dev.multifd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.migration.PrerequisiteException;
import dev.multifd.migration.ProofFailedException;
import dev.multifd.suite.UsageException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ErrorsTest {

  @Test
  void everyErrorHasItsExitCode() {
    assertThat(Errors.exitCode(new UsageException("wrong"))).isEqualTo(ExitCode.USAGE);
    assertThat(Errors.exitCode(new PrerequisiteException("missing"))).isEqualTo(ExitCode.USAGE);
    assertThat(Errors.exitCode(new ProofFailedException("differs")))
        .isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(Errors.exitCode(new IOException("broken"))).isEqualTo(ExitCode.FAILED);
  }
}

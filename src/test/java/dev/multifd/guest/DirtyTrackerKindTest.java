package dev.multifd.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.io.Errno;
import dev.multifd.io.SystemCallException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DirtyTrackerKindTest {
  @Test
  void softwareIsAlwaysThere() {
    assertThat(DirtyTrackerKind.SOFTWARE.reasonAbsent()).isEmpty();
    assertThat(DirtyTrackerKind.SOFTWARE.create()).isInstanceOf(SoftwareDirtyTracker.class);
  }

  @ParameterizedTest
  @EnumSource
  void makesItOrSaysWhyNot(DirtyTrackerKind kind) {
    Optional<String> reason = kind.reasonAbsent();
    if (reason.isEmpty()) {
      assertThat(kind.create()).isNotSameAs(kind.create());
    } else {
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(kind::create)
          .withMessage(kind + ": " + reason.get());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "userfaultfd, " + Errno.ENOSYS + ", this kernel has no userfaultfd",
    "userfaultfd, " + Errno.EPERM + ", seccomp",
    "userfaultfd, " + Errno.EINVAL + ", UFFD_FEATURE_WP_ASYNC",
    "ioctl(UFFDIO_API), " + Errno.EINVAL + ", UFFD_FEATURE_WP_ASYNC",
    "ioctl(PAGEMAP_SCAN), " + Errno.ENOTTY + ", it needs PAGEMAP_SCAN",
    "mmap, " + Errno.ENOMEM + ", ''"
  })
  void saysWhatIsMissing(String call, int errno, String says) {
    SystemCallException failed = new SystemCallException(call, "subject", errno);
    assertThat(KernelDirtyTracker.reason(failed))
        .contains(says)
        .endsWith(String.valueOf(failed.getMessage()));
  }
}

package dev.multifd.guest;

import dev.multifd.guest.GuestRam.HugePages;
import dev.multifd.io.Errno;
import dev.multifd.io.Pagemap;
import dev.multifd.io.SystemCallException;
import dev.multifd.io.Userfaultfd;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kernel sees the writes: pages are write-protected, the first write to each is a fault that
 * lifts the protection, and {@link #sync} finds and protects what is unprotected ({@link
 * Userfaultfd}, {@link Pagemap#takeWrittenRanges}; Linux 6.7). The nearest that a process has to
 * KVM's dirty log with write protection (Linux virt/kvm/kvm_main.c, {@code KVM_GET_DIRTY_LOG}).
 * Writes are seen whoever makes them, system calls included, but for devices that write to pinned
 * pages.
 *
 * <p><b>Granularity.</b> A page of 4 KiB. A huge page is protected whole and, as under KVM, split
 * by the first write: that one page is dirty, and the RAM stays split until khugepaged joins it.
 * Only the first write to 2 MiB that nobody has written yet gives it a huge page, and makes 512
 * pages dirty.
 *
 * <p><b>Absent pages.</b> What was never touched, or was read only and maps the zero page, small or
 * huge, is neither protected nor reported; {@link #start} takes no page tables for it, and reading
 * costs what it costs without. The first write to it gives it an unprotected page, and so is seen.
 * Kernels that do not know the huge zero page there (some before 6.16), and those that have none,
 * report what is read for the first time as written, once. Discarding ({@code MADV_DONTNEED}) is
 * not a write, as it is none to KVM.
 *
 * <p>One thread starts, synchronises and stops.
 */
public final class KernelDirtyTracker implements DirtyTracker {
  /** One block's place for what was written. Made once, so that a sync takes no heap. */
  private static final class Log implements Pagemap.RangeConsumer {
    private final RamBlock block;
    private long freshPages;

    Log(RamBlock block) {
      this.block = block;
    }

    @Override
    public void accept(long address, long bytes) {
      long first = (address - block.memory().address()) >> RamBlock.PAGE_BITS;
      freshPages += block.dirty().setRange(first, first + (bytes >> RamBlock.PAGE_BITS));
    }
  }

  /** What is held while tracking. */
  private record Tracking(List<Log> logs, Pagemap pagemap, Userfaultfd protection) {
    static Tracking of(GuestRam ram) throws IOException {
      List<Log> logs = ram.blocks().stream().map(Log::new).toList();
      Pagemap pagemap = Pagemap.open();
      try {
        return new Tracking(logs, pagemap, Userfaultfd.open());
      } catch (IOException e) {
        pagemap.close();
        throw e;
      }
    }

    void begin() throws IOException {
      try {
        for (Log log : logs) {
          protection.register(log.block.memory());
        }
      } catch (IOException e) {
        close(); // nothing is protected yet
        throw e;
      }
      try {
        for (Log log : logs) {
          pagemap.takeWrittenRanges(log.block.memory(), (address, bytes) -> {});
        }
      } catch (IOException e) {
        end();
        throw e;
      }
    }

    void end() throws IOException {
      try {
        for (Log log : logs) {
          protection.unregister(log.block.memory());
        }
      } finally {
        close();
      }
    }

    private void close() {
      protection.close();
      pagemap.close();
    }
  }

  private @Nullable Tracking tracking;
  private long granularityBytes = RamBlock.PAGE_BYTES;

  KernelDirtyTracker() {}

  /** Why this process cannot have one, for people; empty if it can. Tries it on a page. */
  static Optional<String> reasonAbsent() {
    KernelDirtyTracker tried = new KernelDirtyTracker();
    try (GuestRam page =
        GuestRam.map(List.of(new BlockLayout("tried", RamBlock.PAGE_BYTES)), HugePages.NEVER)) {
      tried.start(page);
      tried.stop();
      return Optional.empty();
    } catch (SystemCallException e) {
      return Optional.of(reason(e));
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** The calls that may fail leave errors of their own each. */
  static String reason(SystemCallException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.errno()) {
      case Errno.ENOSYS -> "this kernel has no userfaultfd, CONFIG_USERFAULTFD: " + message;
      case Errno.EPERM ->
          "userfaultfd is forbidden here; a container's seccomp profile must allow it"
              + " (vm.unprivileged_userfaultfd=1 is not needed): "
              + message;
      case Errno.EINVAL -> "it needs UFFD_FEATURE_WP_ASYNC, Linux 6.7: " + message;
      case Errno.ENOTTY -> "it needs PAGEMAP_SCAN, Linux 6.7: " + message;
      default -> message;
    };
  }

  @Override
  public void start(GuestRam ram) throws IOException {
    stop();
    Tracking begun = Tracking.of(ram);
    begun.begin();
    tracking = begun;
    granularityBytes = ram.pageBytes();
  }

  @Override
  public long sync() throws IOException {
    if (tracking == null) {
      return 0;
    }
    long fresh = 0;
    for (Log log : tracking.logs) {
      log.freshPages = 0;
      tracking.pagemap.takeWrittenRanges(log.block.memory(), log);
      fresh += log.freshPages;
    }
    return fresh;
  }

  /** {@inheritDoc} A huge page where the RAM may have them: see above when it is. */
  @Override
  public long granularityBytes() {
    return granularityBytes;
  }

  /** {@inheritDoc} The RAM must still be mapped. Stopping twice does nothing. */
  @Override
  public void stop() throws IOException {
    Tracking ended = tracking;
    tracking = null;
    if (ended != null) {
      ended.end();
    }
  }
}

package dev.multifd.guest;

import java.util.Optional;

/** The dirty trackers there are. {@link #create()} is the one place that makes them. */
public enum DirtyTrackerKind {
  /** Whoever writes says so. */
  SOFTWARE,
  /** The kernel's write protection says so. */
  KERNEL;

  /**
   * A tracker of this kind, not started yet.
   *
   * @throws UnsupportedOperationException with {@link #reasonAbsent()} if there is one
   */
  public DirtyTracker create() {
    reasonAbsent()
        .ifPresent(reason -> {
          throw new UnsupportedOperationException(this + ": " + reason);
        });
    return switch (this) {
      case SOFTWARE -> new SoftwareDirtyTracker();
      case KERNEL -> new KernelDirtyTracker();
    };
  }

  /** Why this kernel, or its administrator, gives no such tracker, for people; empty if it does. */
  public Optional<String> reasonAbsent() {
    return switch (this) {
      case SOFTWARE -> Optional.empty();
      case KERNEL -> KernelDirtyTracker.reasonAbsent();
    };
  }
}

package dev.multifd.payload;

import dev.multifd.io.Iovec;
import dev.multifd.io.StreamOutput;

/** See {@link PackingKind#MERGED_RUNS}. */
final class MergedRuns extends OneWritev {
  MergedRuns(StreamOutput output) {
    super(output);
  }

  @Override
  void add(Iovec iov, long address, long bytes) {
    iov.addMerged(address, bytes);
  }
}

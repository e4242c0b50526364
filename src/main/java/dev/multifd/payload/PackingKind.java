package dev.multifd.payload;

import dev.multifd.io.StreamOutput;
import dev.multifd.io.StreamSocket;

/** The packings there are. {@link #create} is the one place that makes them. */
public enum PackingKind {
  /** The header by {@code write}, then the pages by {@code writev}: QEMU before the series. */
  HEADER_APART,
  /** One {@code writev}, an entry for the header and one for each page: QEMU since the series. */
  PAGE_ENTRIES,
  /** One {@code writev}, with pages that are neighbours in memory in one entry. */
  MERGED_RUNS,
  /** Several packets in one {@code writev}, neighbours merged. */
  SEVERAL_PACKETS,
  /** Copied together and sent by one {@code write}: what {@code writev} saves. */
  ONE_BUFFER,
  /** One {@code sendmsg} with {@code MSG_ZEROCOPY}, neighbours merged; TCP only. */
  ZERO_COPY;

  /**
   * A packing for one channel.
   *
   * @throws IllegalArgumentException if there is none of this kind for {@code output}
   */
  public Packing create(StreamOutput output) {
    return switch (this) {
      case HEADER_APART -> new HeaderApart(output);
      case PAGE_ENTRIES -> new PageEntries(output);
      case MERGED_RUNS -> new MergedRuns(output);
      case SEVERAL_PACKETS -> new SeveralPackets(output);
      case ONE_BUFFER -> new OneBuffer(output);
      case ZERO_COPY -> {
        if (output instanceof StreamSocket socket) {
          yield new ZeroCopy(socket);
        }
        throw new IllegalArgumentException("packing zero-copy needs a socket, not " + output);
      }
    };
  }
}

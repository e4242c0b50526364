package dev.multifd.suite;

/** Names of the benchmarks' parameters, as their fields are called. */
final class Param {
  static final String GUEST_SIZE = "guestSize";

  /** Where in the guest the non-zero pages are. */
  static final String PLACEMENT = "placement";

  /** Whether the source's zero pages were ever touched. */
  static final String SOURCE_STATE = "sourceState";

  /** Precopy over the main channel alone, or multifd. */
  static final String MODE = "mode";

  static final String ZERO_PAGE_DETECTION = "zeroPageDetection";

  /** How pages reach the channels: ranges they claim, or batches handed to them as QEMU does. */
  static final String DISPATCH = "dispatch";

  /** What the dispatch benchmark takes all pages for. */
  static final String PAGES = "pages";

  /** Where scanned pages are read from: a cache, memory, or nowhere yet. */
  static final String REGIME = "regime";

  /** What scanned pages hold. */
  static final String CONTENT = "content";

  /** What a scan takes for one page. */
  static final String PAGE_SIZE = "pageSize";

  static final String CHANNELS = "channels";
  static final String TRANSPORT = "transport";
  static final String SCANNER = "scanner";

  /** Whether pages that the kernel calls absent are left unread. */
  static final String PRESENCE_MAP = "presenceMap";

  /** A real guest's raw RAM image; empty for made-up RAM. */
  static final String GUEST = "guest";

  private Param() {}
}

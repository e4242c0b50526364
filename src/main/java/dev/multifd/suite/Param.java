package dev.multifd.suite;

/** Names of the benchmarks' parameters, as their fields are called. */
final class Param {
  static final String GUEST_SIZE = "guestSize";

  /** Where in the guest the non-zero pages are. */
  static final String PLACEMENT = "placement";

  /** How well dense pages compress. */
  static final String TEXTURE = "texture";

  static final String SOURCE_HUGE_PAGES = "sourceHugePages";
  static final String CALLS = "calls";
  static final String DESTINATION_STATE = "destinationState";

  /** Whether the source's zero pages were ever touched. */
  static final String SOURCE_STATE = "sourceState";

  /** Who sends. */
  static final String SOURCE = "source";

  /** Who receives. */
  static final String DESTINATION = "destination";

  /** Precopy over the main channel alone, or multifd. */
  static final String MODE = "mode";

  static final String ZERO_PAGE_DETECTION = "zeroPageDetection";

  /** How pages reach the channels: ranges they claim, or batches handed to them as QEMU does. */
  static final String DISPATCH = "dispatch";

  /** How an item of work gets to a channel's thread. */
  static final String HAND_OVER = "handOver";

  /** How a thread waits for one. */
  static final String IDLE = "idle";

  /** Threads that take the cores meanwhile, as a guest's do. */
  static final String DIRTYING_THREADS = "dirtyingThreads";

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

  /** How pages are made smaller on the channels. */
  static final String COMPRESSION = "compression";

  /** Which bytes of a data packet go in which system call. */
  static final String PACKING = "packing";

  /** The same of the receiver's calls. */
  static final String UNPACKING = "unpacking";

  /** How many pages are not zero, or their share of all; empty for an idle guest's. */
  static final String NON_ZERO_PAGES = "nonZeroPages";

  /** A real guest's raw RAM image; empty for made-up RAM. */
  static final String GUEST = "guest";

  /** Threads that dirty the guest's memory while it migrates. */
  static final String STRESS_WRITERS = "stressWriters";

  /** What each of them dirties. */
  static final String STRESS_BYTES = "stressBytes";

  /** Pages a second of all of them together. */
  static final String DIRTY_RATE = "dirtyRate";

  /** What notes their writes. */
  static final String DIRTY_TRACKER = "dirtyTracker";

  /** Whether they have processors of their own. */
  static final String CPUS = "cpus";

  static final String MAX_BANDWIDTH = "maxBandwidth";
  static final String DOWNTIME_LIMIT_MS = "downtimeLimitMs";

  /** By which books bytes are charged to that bandwidth. */
  static final String ACCOUNTING = "accounting";

  static final String THROTTLING = "throttling";

  /** Seconds after which a migration does not converge. */
  static final String LIMIT = "limit";

  private Param() {}
}

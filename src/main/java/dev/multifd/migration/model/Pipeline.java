package dev.multifd.migration.model;

/** Who looks for zero pages, and on which channel pages go. */
public enum Pipeline {
  /** All on the main channel, by the migration thread. */
  PRECOPY,
  /** The migration thread looks; zero pages go on the main channel, the others on multifd's. */
  LEGACY,
  /** All pages go to the multifd channels, whose threads look: what the series brought. */
  MULTIFD;

  Route route(VirtualTime time, Costs costs, MainModel main, ChannelsModel channels) {
    return switch (this) {
      case PRECOPY -> new PrecopyRoute(time, costs, main);
      case LEGACY -> new LegacyRoute(time, costs, main, channels);
      case MULTIFD -> new MultifdRoute(time, costs, channels);
    };
  }

  /** Whether {@code precopy ram} and {@code downtime ram} count multifd's bytes, as of v5. */
  boolean countsMultifdByPhase() {
    return this == MULTIFD;
  }
}

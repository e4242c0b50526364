package dev.multifd.migration.capture;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** As what each page has come, round by round: N for normal, Z for zero. */
final class PageHistory {
  private final TreeMap<Integer, Map<Long, Character>> rounds = new TreeMap<>();
  private final String idstr;

  private PageHistory(String idstr) {
    this.idstr = idstr;
  }

  /**
   * The histories of a block's pages. Between two SYNCs a page comes at most once, on whatever
   * channel.
   */
  static Collection<String> of(List<List<SeenPacket>> channels, String idstr) {
    PageHistory history = new PageHistory(idstr);
    channels.forEach(history::add);
    Map<Long, String> pages = new HashMap<>();
    history
        .rounds
        .values()
        .forEach(round ->
            round.forEach((offset, kind) -> pages.merge(offset, kind.toString(), String::concat)));
    return pages.values();
  }

  private void add(List<SeenPacket> channel) {
    int round = 0;
    for (SeenPacket packet : channel) {
      if (packet.idstr().equals(idstr)) {
        add(packet, rounds.computeIfAbsent(round, r -> new HashMap<>()));
      }
      round += packet.sync() ? 1 : 0;
    }
  }

  private static void add(SeenPacket packet, Map<Long, Character> round) {
    for (int i = 0; i < packet.offsets().size(); i++) {
      round.put(packet.offsets().get(i), i < packet.normalPages() ? 'N' : 'Z');
    }
  }
}

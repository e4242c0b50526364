package dev.multifd.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.counters.Phase;
import org.junit.jupiter.api.Test;

/** The two errors of the series' books, and that the true books have neither. */
class V5LedgerTest {
  private static final int HEADER = 1344;
  private static final int PAGE = 4096;

  private final V5Ledger ledger = new V5Ledger();

  @Test
  void aPacketWithoutAPayloadIsBookedWithTheLastOne() {
    ledger.dataPacket(Phase.PRECOPY, 0, 128, 0);
    assertThat(ledger.bytes()).as("none before it").isEqualTo(HEADER);
    ledger.dataPacket(Phase.PRECOPY, 100, 28, 100 * PAGE);
    ledger.dataPacket(Phase.PRECOPY, 0, 128, 0);
    ledger.dataPacket(Phase.DOWNTIME, 0, 128, 0);
    assertThat(ledger.bytes(Phase.PRECOPY)).isEqualTo(3 * HEADER + 2 * 100 * PAGE);
    assertThat(ledger.bytes(Phase.DOWNTIME)).isEqualTo(HEADER + 100 * PAGE);
    ledger.syncPacket(Phase.DOWNTIME);
    assertThat(ledger.bytes(Phase.DOWNTIME)).isEqualTo(2 * (HEADER + 100 * PAGE));
    ledger.dataPacket(Phase.DOWNTIME, 1, 0, PAGE);
    ledger.syncPacket(Phase.DOWNTIME);
    assertThat(ledger.bytes(Phase.DOWNTIME)).isEqualTo(4 * HEADER + (200 + 2) * PAGE);
  }

  @Test
  void theLastPacketBeforeASyncIsNotCounted() {
    ledger.dataPacket(Phase.PRECOPY, 3, 5, 3 * PAGE);
    assertThat(ledger.normalPages()).isZero();
    ledger.dataPacket(Phase.PRECOPY, 7, 11, 7 * PAGE);
    assertThat(ledger.normalPages()).isEqualTo(3);
    assertThat(ledger.zeroPages()).isEqualTo(5);
    ledger.syncPacket(Phase.PRECOPY);
    ledger.dataPacket(Phase.PRECOPY, 1, 0, PAGE);
    ledger.dataPacket(Phase.PRECOPY, 0, 2, 0);
    assertThat(ledger.normalPages()).isEqualTo(4);
    assertThat(ledger.zeroPages()).isEqualTo(5);
  }

  @Test
  void theExactBooksAreTheCounters() {
    SendCounters counters = new SendCounters();
    Ledger exact = Accounting.EXACT.ledger(counters);
    counters.bytes.add(Phase.PRECOPY, 9);
    counters.normalPages.add(1);
    counters.zeroPages.add(2);
    exact.dataPacket(Phase.PRECOPY, 100, 28, 100 * PAGE);
    exact.syncPacket(Phase.PRECOPY);
    assertThat(exact.bytes()).isEqualTo(9);
    assertThat(exact.bytes(Phase.PRECOPY)).isEqualTo(9);
    assertThat(exact.normalPages()).isEqualTo(1);
    assertThat(exact.zeroPages()).isEqualTo(2);
  }
}

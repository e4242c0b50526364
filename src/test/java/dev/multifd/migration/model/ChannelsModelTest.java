package dev.multifd.migration.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.counters.Phase;
import dev.multifd.source.Accounting;
import org.junit.jupiter.api.Test;

/** Batches, turns and books, on a machine that is as fast at all times. */
class ChannelsModelTest {
  private static final int HEADER_BYTES = 1344;
  private static final int PAGE_BYTES = 4096;
  private static final Costs COSTS = new Costs(0, 0, 0, 0, 0, 10, 100, 0, 0, 1, 0);

  private final VirtualTime time = new VirtualTime(1, 0, 1);

  private ChannelsModel channels(Accounting accounting, int number) {
    time.phase(Phase.PRECOPY);
    return new ChannelsModel(time, COSTS, accounting, number);
  }

  @Test
  void aPacketIsBookedWhenItIsWritten() {
    ChannelsModel channels = channels(Accounting.EXACT, 2);
    channels.queue(-1, -1);
    channels.queue(-1, 0);
    assertThat(channels.bytes()).isZero();
    time.sleepUntil(64 * 100 + 64 * 10 - 1);
    assertThat(channels.bytes()).isZero();
    time.sleepUntil(64 * 100 + 64 * 10);
    assertThat(channels.bytes()).isEqualTo(HEADER_BYTES + 64 * PAGE_BYTES);
    assertThat(channels.normalPages()).isEqualTo(64);
    assertThat(channels.zeroPages()).isEqualTo(64);
  }

  @Test
  void withAllChannelsBusyTheMigrationThreadWaits() {
    ChannelsModel channels = channels(Accounting.EXACT, 2);
    for (int word = 0; word < 4; word++) {
      channels.queue(-1, -1);
    }
    assertThat(time.nanoTime()).isZero();
    channels.queue(-1, -1);
    channels.queue(-1, -1);
    assertThat(time.nanoTime()).isEqualTo(128 * 100);
  }

  /** A word that does not fit is split in page order. */
  @Test
  void aBatchIsFilledInOrder() {
    ChannelsModel channels = channels(Accounting.EXACT, 1);
    channels.queue(0xffffL, 0);
    channels.queue(-1, 0);
    channels.queue(-1, -1L << 48);
    time.sleepUntil(1_000_000);
    channels.bytes();
    assertThat(channels.zeroPages()).as("16 + 64 + the lowest 48").isEqualTo(128);
    assertThat(channels.normalPages()).isZero();
    channels.barrier();
    assertThat(channels.normalPages()).isEqualTo(16);
    assertThat(channels.trueBytes()).isEqualTo(3 * HEADER_BYTES + 16 * PAGE_BYTES);
  }

  @Test
  void theSeriesBooksAPayloadAgainAndLosesTheLastPacket() {
    ChannelsModel channels = channels(Accounting.V5, 1);
    channels.queue(-1, -1);
    channels.queue(-1, -1);
    channels.queue(-1, 0);
    channels.queue(-1, 0);
    channels.barrier();
    assertThat(channels.bytes()).isEqualTo(3 * (HEADER_BYTES + 128 * PAGE_BYTES));
    assertThat(channels.trueBytes()).isEqualTo(3 * HEADER_BYTES + 128 * PAGE_BYTES);
    assertThat(channels.truePages()).isEqualTo(256);
    assertThat(channels.normalPages() + channels.zeroPages()).isEqualTo(128);
  }
}

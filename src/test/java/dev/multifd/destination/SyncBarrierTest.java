package dev.multifd.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.Threads;
import dev.multifd.lifecycle.Crew;
import dev.multifd.lifecycle.MigrationException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class SyncBarrierTest {
  private static final int CHANNELS = 3;

  private final SyncBarrier barrier = new SyncBarrier(CHANNELS);
  private final Crew crew = new Crew("fake");

  @AfterEach
  void end() {
    crew.dismiss();
  }

  private void channelSyncs(int id) {
    crew.start("channel-" + id, barrier::channelSync);
  }

  /** In every round each channel works after the marker before and ahead of the marker behind. */
  @Test
  void keepsTheRoundsOfAllChannelsApart() throws MigrationException, InterruptedException {
    int rounds = 200;
    AtomicIntegerArray roundOf = new AtomicIntegerArray(CHANNELS);
    for (int id = 0; id < CHANNELS; id++) {
      int channel = id;
      crew.start(
          "channel-" + id,
          () -> {
            for (int round = 1; round <= rounds; round++) {
              roundOf.set(channel, round);
              barrier.channelSync();
            }
            barrier.channelClosed();
          });
    }
    for (int round = 1; round <= rounds; round++) {
      barrier.mainMarker();
      for (int id = 0; id < CHANNELS; id++) {
        assertThat(roundOf.get(id)).isBetween(round, round + 1);
      }
    }
    for (Thread thread : crew.threads()) {
      crew.join(thread);
    }
    barrier.finish();
    assertThat(barrier.passed()).isEqualTo(rounds);
    assertThat(barrier.isFinished()).isTrue();
  }

  @Test
  void aChannelWaitsForTheMarker() throws MigrationException, InterruptedException {
    channelSyncs(0);
    channelSyncs(1);
    Threads.await(() -> barrier.state().equals("loading: 2 of 3 channels are at SYNC 1"));
    assertThat(crew.threads()).allMatch(Thread::isAlive);
    channelSyncs(2);
    barrier.mainMarker();
    for (Thread thread : crew.threads()) {
      crew.join(thread);
    }
    assertThat(barrier.state()).isEqualTo("loading: 0 of 3 channels are at SYNC 2");
  }

  @Test
  void aClosedChannelEndsTheWaitForIt() {
    channelSyncs(0);
    Threads.await(() -> barrier.state().startsWith("loading: 1 of"));
    crew.start("closer", barrier::channelClosed);
    assertThatExceptionOfType(MigrationException.class)
        .isThrownBy(barrier::mainMarker)
        .withMessage(
            "1 of 3 channels closed before SYNC 1, which the main channel's marker asks for");
  }

  @Test
  void aChannelThatWaitsAtTheEndIsOneSyncAhead() {
    channelSyncs(0);
    Threads.await(() -> barrier.state().startsWith("loading: 1 of"));
    assertThatExceptionOfType(MigrationException.class)
        .isThrownBy(barrier::finish)
        .withMessage("1 channels sent a SYNC more than the main channel's 0 markers");
    assertThat(barrier.isFinished()).isFalse();
  }

  @Test
  void nobodyWaitsAfterTheEnd() throws MigrationException {
    barrier.finish();
    assertThatExceptionOfType(MigrationException.class)
        .isThrownBy(barrier::channelSync)
        .withMessage("a SYNC more than the main channel's 0 markers");
    assertThat(barrier.state())
        .isEqualTo("everything is loaded, waiting for the source to close its channels");
  }

  @Test
  void withoutChannelsAMarkerIsNothing() throws MigrationException, InterruptedException {
    SyncBarrier none = new SyncBarrier(0);
    none.mainMarker();
    assertThat(none.isNeeded()).isFalse();
    assertThat(barrier.isNeeded()).isTrue();
  }
}

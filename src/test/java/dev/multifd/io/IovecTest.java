package dev.multifd.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IovecTest {
  private static List<String> entries(Iovec iov) {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < iov.size(); i++) {
      entries.add(iov.address(i) + "+" + iov.length(i));
    }
    return entries;
  }

  private static Iovec threeEntries() {
    Iovec iov = new Iovec(4);
    iov.add(1000, 10);
    iov.add(2000, 20);
    iov.add(3000, 30);
    return iov;
  }

  @ParameterizedTest
  @CsvSource({
    "0, '1000+10,2000+20,3000+30'",
    "1, '1001+9,2000+20,3000+30'",
    "10, '2000+20,3000+30'",
    "11, '2001+19,3000+30'",
    "29, '2019+1,3000+30'",
    "30, '3000+30'",
    "59, '3029+1'",
    "60, ''",
  })
  void advancesAcrossEntries(long done, String left) {
    Iovec iov = threeEntries();
    iov.advance(done);
    assertThat(String.join(",", entries(iov))).isEqualTo(left);
    assertThat(iov.bytes()).isEqualTo(60 - done);
  }

  @Test
  void advancesByteByByteAsItDoesAtOnce() {
    Iovec iov = threeEntries();
    for (int i = 0; i < 31; i++) {
      iov.advance(1);
    }
    assertThat(entries(iov)).containsExactly("3001+29");
  }

  @Test
  void handsTheKernelTheFirstEntryNotYetMoved() {
    Iovec iov = threeEntries();
    long start = iov.nativeAddress();
    iov.advance(15);
    assertThat(iov.nativeAddress()).isEqualTo(start + 16);
  }

  @Test
  void mergesWhatFollowsOn() {
    Iovec iov = new Iovec(2);
    iov.addMerged(4096, 4096);
    iov.addMerged(8192, 4096);
    iov.addMerged(16384, 4096);
    assertThat(entries(iov)).containsExactly("4096+8192", "16384+4096");
    assertThat(iov.bytes()).isEqualTo(12288);
  }

  @Test
  void mergesOnlyForwards() {
    Iovec iov = new Iovec(2);
    iov.addMerged(8192, 4096);
    iov.addMerged(4096, 4096);
    assertThat(entries(iov)).containsExactly("8192+4096", "4096+4096");
  }

  @Test
  void doesNotMergeWithWhatWasMovedAlready() {
    Iovec iov = new Iovec(2);
    iov.addMerged(4096, 4096);
    iov.advance(4096);
    iov.addMerged(8192, 4096);
    assertThat(entries(iov)).containsExactly("8192+4096");
    assertThat(iov.bytes()).isEqualTo(4096);
  }

  @Test
  void refusesAnEntryTooMany() {
    Iovec iov = threeEntries();
    assertThat(iov.room()).isEqualTo(1);
    iov.add(4000, 40);
    assertThatIllegalStateException()
        .isThrownBy(() -> iov.add(5000, 50))
        .withMessage("all 4 entries of the iovec are in use");
  }

  @Test
  void isEmptyAndWholeAgainWhenCleared() {
    Iovec iov = threeEntries();
    iov.advance(35);
    iov.clear();
    assertThat(iov.size()).isZero();
    assertThat(iov.bytes()).isZero();
    assertThat(iov.room()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1025})
  void refusesACapacityThatTheKernelDoesNotTake(int capacity) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Iovec(capacity))
        .withMessage("an iovec holds 1 to 1024 entries, not " + capacity);
  }
}

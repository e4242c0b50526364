package dev.multifd.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.multifd.fixture.Pages;
import dev.multifd.guest.GuestRam;
import dev.multifd.guest.RamBlock;
import dev.multifd.io.SystemCallException;
import dev.multifd.scan.ScannerKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageBatchTest {
  private final GuestRam ram = Ram.ofPages(300, 2);
  private final RamBlock block = ram.blocks().get(0);
  private final RamBlock other = ram.blocks().get(1);
  private final ZeroSieve sieve = new ZeroSieve(ScannerKind.BYTES.create());
  private final PageBatch batch = new PageBatch();

  PageBatchTest() throws SystemCallException {}

  @AfterEach
  void unmap() {
    ram.close();
  }

  private List<Long> pages() {
    List<Long> pages = new ArrayList<>();
    for (int i = 0; i < batch.count(); i++) {
      pages.add(batch.offset(i) >> RamBlock.PAGE_BITS);
    }
    return pages;
  }

  private void add(long... pages) {
    for (long page : pages) {
      assertThat(batch.add(block, page << RamBlock.PAGE_BITS)).isTrue();
    }
  }

  @Test
  void takes128PagesOfOneBlock() {
    for (long page = 0; page < 128; page++) {
      add(page);
    }
    assertThat(batch.add(block, 128L << RamBlock.PAGE_BITS)).as("page 129").isFalse();
    assertThat(batch.count()).isEqualTo(128);
    batch.clear();
    add(128);
    assertThat(batch.add(other, 0)).as("another block").isFalse();
    batch.clear();
    assertThat(batch.add(other, 0)).as("another block, into an empty batch").isTrue();
    assertThat(batch.block()).isSameAs(other);
  }

  @Test
  void anEmptyBatchHasNoBlock() {
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(batch::block);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void partitionKeepsEveryPageOnce(long seed) {
    Ram.fillHalf(ram, seed);
    long pages = 16 * seed;
    for (long page = 0; page < pages; page++) {
      add(page + seed);
    }
    List<Long> before = pages();
    int normal = batch.partition(sieve);
    assertThat(pages()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(pages().subList(0, normal)).noneMatch(page -> Pages.isZero(block, page));
    assertThat(pages().subList(normal, batch.count())).allMatch(page -> Pages.isZero(block, page));
  }

  @Test
  void partitionOfOneKindChangesNothing() {
    add(1, 2, 3);
    assertThat(batch.partition(sieve)).isZero();
    assertThat(pages()).containsExactlyInAnyOrder(1L, 2L, 3L);
    for (int page = 1; page <= 3; page++) {
      Pages.fill(block, page, page);
    }
    List<Long> before = pages();
    assertThat(batch.partition(sieve)).isEqualTo(3);
    assertThat(pages()).isEqualTo(before);
  }
}

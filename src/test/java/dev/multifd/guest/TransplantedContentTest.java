package dev.multifd.guest;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.multifd.guest.GuestRam.HugePages;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransplantedContentTest {
  private static final long RAM_BYTES = 8L << 20;
  private static final IdleGuest DONOR =
      new IdleGuest(
          IdleGuestParameters.DEFAULT
              .withRamBytes(RAM_BYTES)
              .withNonZeroPages(IdleGuest.FIRMWARE_PAGES + 300));

  private GuestRam machine;

  @BeforeEach
  void makeMachine() throws IOException {
    // The main block is not first, as in a machine whose video memory comes before it.
    machine =
        GuestRam.map(
            List.of(
                new BlockLayout("rom", 8 << 10),
                new BlockLayout("ram0", RAM_BYTES),
                new BlockLayout("empty", 4 << 10)),
            HugePages.NEVER);
    machine.blocks().get(0).memory().fill((byte) 0x5a);
  }

  @AfterEach
  void unmapMachine() {
    machine.close();
  }

  @Test
  void mainBlockIsTheDonorsAndTheOthersAreTheMachines() throws IOException {
    TransplantedContent content = new TransplantedContent(DONOR, machine);
    try (GuestRam ram = GuestRam.map(content.layout(), HugePages.NEVER);
        GuestRam donor = GuestRam.map(DONOR.layout(), HugePages.NEVER)) {
      content.load(ram);
      DONOR.load(donor);

      assertThat(mismatch(ram, 0, machine.blocks().get(0).memory())).isEqualTo(-1);
      assertThat(mismatch(ram, 1, donor.blocks().get(0).memory())).isEqualTo(-1);
      assertThat(mismatch(ram, 2, machine.blocks().get(2).memory())).isEqualTo(-1);
      assertThat(content.verify(ram).identical()).isTrue();
    }
  }

  private static long mismatch(GuestRam ram, int block, MemorySegment expected) {
    return ram.blocks().get(block).memory().mismatch(expected);
  }

  @Test
  void aByteThatDiffersIsFoundInEitherKindOfBlock() throws IOException {
    TransplantedContent content = new TransplantedContent(DONOR, machine);
    try (GuestRam ram = GuestRam.map(content.layout(), HugePages.NEVER)) {
      content.load(ram);
      for (int block = 0; block < 3; block++) {
        MemorySegment memory = ram.blocks().get(block).memory();
        byte before = memory.get(JAVA_BYTE, 4095);
        memory.set(JAVA_BYTE, 4095, (byte) ~before);
        assertThat(content.verify(ram).mismatches()).as("block %d", block).isEqualTo(1);
        memory.set(JAVA_BYTE, 4095, before);
      }
    }
  }

  @Test
  void countsPagesThatAreNotZeroOnceLoaded() throws IOException {
    TransplantedContent content = new TransplantedContent(DONOR, machine);
    assertThatIllegalStateException().isThrownBy(content::nonZeroPages);
    try (GuestRam ram = GuestRam.map(content.layout(), HugePages.NEVER)) {
      content.load(ram);
    }
    assertThat(content.nonZeroPages()).isEqualTo(300 + 2);
    assertThat(content.totalPages()).isEqualTo(RAM_BYTES / 4096 + 3);
  }

  @Test
  void aGuestOfAnotherSizeDoesNotFit() {
    IdleGuest larger = new IdleGuest(IdleGuestParameters.DEFAULT.withRamBytes(2 * RAM_BYTES));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TransplantedContent(larger, machine))
        .withMessage("a machine with 8388608 bytes of RAM cannot take a guest with 16777216");
    assertThat(TransplantedContent.mainBytes(larger)).isEqualTo(2 * RAM_BYTES);
  }
}

package dev.multifd.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RamFlagTest {
  private static final Set<Integer> LEGAL = Set.of(0x02, 0x22, 0x08, 0x28, 0x04, 0x10, 0x80, 0x200);

  @Test
  void exactlyTheLegalCombinationsOfAllFlagsPass() {
    for (int flags = 0; flags <= RamFlag.FLAG_MASK; flags++) {
      assertThat(passes(flags)).as("flags 0x%x", flags).isEqualTo(LEGAL.contains(flags));
    }
  }

  private static boolean passes(long ramRecord) {
    try {
      RamFlag.validate(ramRecord);
      return true;
    } catch (WireException refused) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "0x0 @ RAM record is 0, expected one of ZERO, PAGE (each with or without CONTINUE),"
            + " MEM_SIZE, EOS, HOOK, MULTIFD_FLUSH",
        "0x100a @ RAM record is ZERO|PAGE, expected one of ZERO, PAGE (each with or without"
            + " CONTINUE), MEM_SIZE, EOS, HOOK, MULTIFD_FLUSH",
        "0x30 @ RAM record is EOS|CONTINUE, expected one of ZERO, PAGE (each with or without"
            + " CONTINUE), MEM_SIZE, EOS, HOOK, MULTIFD_FLUSH",
        "0x400 @ RAM record is 0x400, expected one of ZERO, PAGE (each with or without CONTINUE),"
            + " MEM_SIZE, EOS, HOOK, MULTIFD_FLUSH",
        "0x100 @ RAM record is COMPRESS_PAGE, expected the compress capability off",
        "0x60 @ RAM record is CONTINUE|XBZRLE, expected the xbzrle capability off",
        "0x1010 @ RAM record EOS is 0x0000000000001010, expected 0x0000000000000010",
        "0x1200 @ RAM record MULTIFD_FLUSH is 0x0000000000001200, expected 0x0000000000000200",
      })
  void saysWhatIsWrong(String ramRecord, String message) {
    assertThatThrownBy(() -> RamFlag.validate(Long.decode(ramRecord)))
        .isInstanceOf(WireException.class)
        .hasMessage(message);
  }

  @Test
  void takesARecordApart() throws WireException {
    long ramRecord = 0x7fff_ffff_ffff_f028L;
    RamFlag.validate(ramRecord);

    assertThat(RamFlag.of(ramRecord)).isEqualTo(RamFlag.PAGE | RamFlag.CONTINUE);
    assertThat(RamFlag.address(ramRecord)).isEqualTo(0x7fff_ffff_ffff_f000L);
    assertThat(RamFlag.describe(ramRecord)).isEqualTo("PAGE|CONTINUE");
  }
}

package dev.multifd.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.evidence.Check;
import dev.multifd.fixture.NoLeaks;
import dev.multifd.fixture.qemu.InstalledQemu;
import dev.multifd.guest.IdleGuest;
import dev.multifd.guest.IdleGuestParameters;
import dev.multifd.guest.TransplantedContent;
import dev.multifd.migration.Scenario;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The four ways, small; what is timed there is proved here. */
@ExtendWith(NoLeaks.class)
class PeerRigIT {
  private static final Map<String, String> SMALL =
      Map.of("guestSize", "64M", "nonZeroPages", "3000", "placement", "clusters");

  @BeforeEach
  void needsQemu() throws Exception {
    InstalledQemu.require();
  }

  private static PeerRig rig(PeerEnd source, PeerEnd destination, Map<String, String> mode)
      throws Exception {
    Map<String, String> parameters = new HashMap<>(SMALL);
    parameters.putAll(mode);
    return PeerRig.of(new PeerScenario(Scenario.of(parameters), source, destination));
  }

  @ParameterizedTest
  @CsvSource({
    "QEMU, QEMU, multifd, multifd, none",
    "QEMU, JAVA, multifd, multifd, none",
    "JAVA, QEMU, multifd, multifd, none",
    "JAVA, JAVA, multifd, multifd, none",
    "QEMU, JAVA, precopy, legacy, none",
    "JAVA, QEMU, precopy, legacy, none",
    "QEMU, JAVA, multifd, legacy, zlib",
    "JAVA, QEMU, multifd, legacy, zstd",
    "QEMU, QEMU, multifd, none, none",
    "JAVA, JAVA, multifd, none, none",
  })
  void twiceInARow(
      PeerEnd source, PeerEnd destination, String mode, String detection, String compression)
      throws Exception {
    Map<String, String> parameters =
        Map.of("mode", mode, "zeroPageDetection", detection, "compression", compression);
    try (PeerRig rig = rig(source, destination, parameters)) {
      for (int shot = 0; shot < 2; shot++) {
        rig.prepare();
        PeerReport report = rig.migrate();
        assertThat(rig.prove(report)).hasSize(3).allMatch(Check::passed, "passed");
        assertThat(report.totalMs()).isGreaterThanOrEqualTo(report.downtimeMs());
        assertThat(report.transferredBytes()).isPositive();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"JAVA, QEMU", "QEMU, JAVA"})
  void anotherGuestThanTheOneExpectedIsFound(PeerEnd source, PeerEnd destination) throws Exception {
    try (PeerRig rig = rig(source, destination, Map.of())) {
      rig.prepare();
      rig.migrate();
      IdleGuest other =
          new IdleGuest(
              IdleGuestParameters.DEFAULT
                  .withRamBytes(64L << 20)
                  .withNonZeroPages(3000)
                  .withSeed(7));
      Check check = rig.verify(machine -> new TransplantedContent(other, machine));
      assertThat(check.passed()).isFalse();
      assertThat(check.detail()).contains("pages differ, first ram0 page 0x");
    }
  }
}

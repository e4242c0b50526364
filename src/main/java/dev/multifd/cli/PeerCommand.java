package dev.multifd.cli;

import dev.multifd.peer.QemuProgram;
import dev.multifd.suite.CellRunner;
import dev.multifd.suite.CellTable;
import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** The command {@code peer}: the same measuring, of cells with a real QEMU at their ends. */
@Command(
    name = "peer",
    description = {
      "Measure the same guest from QEMU to QEMU, from QEMU to here, from here to QEMU, and from"
          + " here to here.",
      "Needs qemu-system-x86_64 9.0 or newer on the PATH."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class)
final class PeerCommand extends MeasuringCommand {

  PeerCommand(Function<@Nullable PrintStream, CellRunner> runners) {
    super(CellTable.PEER, runners);
  }

  /** Said once, and not by each fork. */
  @Override
  void requirePrerequisites() throws IOException, InterruptedException {
    QemuProgram.requireInstalled();
  }
}

package dev.multifd.results.compare;

import dev.multifd.results.Environment;
import dev.multifd.results.RunFile;
import java.util.Map;

/** What may have changed on one machine: worth a word, and no reason not to compare. */
final class Surroundings {
  private Surroundings() {}

  static Map<String, String> of(RunFile run) {
    Environment environment = run.environmentAtStart();
    return new TraitMap()
        .with("kernel", environment.kernelRelease())
        .with("governor", environment.cpu().governor())
        .with("turbo", environment.cpu().turbo())
        .with("SMT", environment.cpu().smt())
        .with("transparent huge pages", environment.memory().thpEnabled())
        .with("THP defrag", environment.memory().thpDefrag())
        .with("cpu.max", environment.memory().cgroupCpuMax())
        .with("memory.max", environment.memory().cgroupMemoryMax())
        .with("tcp_rmem", environment.network().tcpRmem())
        .with("tcp_wmem", environment.network().tcpWmem())
        .with("warm-up shots", run.configuration().warmupShots())
        .toMap();
  }
}

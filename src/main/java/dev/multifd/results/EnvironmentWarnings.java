package dev.multifd.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The rules that turn an environment into warnings. What is unknown does not warn. Whether there is
 * memory enough for a guest is no rule here: each cell finds out for itself, and is skipped if not.
 */
public final class EnvironmentWarnings {
  /** Half the CPUs busy with something else leaves no quiet pair for a sender and a receiver. */
  private static final double LOAD_PER_CPU = 0.5;

  private static final double STEAL_SHARE = 0.01;

  private EnvironmentWarnings() {}

  /** What is doubtful before the run starts. */
  public static List<Warning> atStart(Environment environment, GitInfo git) {
    List<Warning> warnings = new ArrayList<>();
    governor(environment.cpu(), warnings);
    load(environment, warnings);
    memory(environment.memory(), warnings);
    if (Boolean.TRUE.equals(git.dirty())) {
      warnings.add(
          new Warning(
              "the checkout has changes that no commit holds",
              "commit them before comparing this run with another"));
    }
    return List.copyOf(warnings);
  }

  /** What only the comparison of start and end can show. */
  public static List<Warning> atEnd(Environment start, Environment end) {
    Double steal = end.load().stealShareSince(start.load());
    if (steal == null || steal < STEAL_SHARE) {
      return List.of();
    }
    return List.of(
        new Warning(
            String.format(
                Locale.ROOT,
                "the hypervisor took %.1f %% of the CPU time of this run",
                steal * 100),
            "run again at a quieter hour, or on a machine of your own"));
  }

  private static void governor(CpuInfo cpu, List<Warning> warnings) {
    String governor = cpu.governor();
    if (governor != null && !governor.equals("performance")) {
      warnings.add(
          new Warning(
              "the CPU frequency governor is '" + governor + "', so the clock follows the load",
              "sudo cpupower frequency-set -g performance"));
    }
  }

  private static void load(Environment environment, List<Warning> warnings) {
    Double load = environment.load().load1();
    Integer cpus = environment.cpu().logicalCpus();
    if (load != null && cpus != null && load > LOAD_PER_CPU * cpus) {
      warnings.add(
          new Warning(
              String.format(Locale.ROOT, "the load was %.2f on %d CPUs at the start", load, cpus),
              "stop other work, wait a minute and run again"));
    }
  }

  private static void memory(MemoryInfo memory, List<Warning> warnings) {
    if ("never".equals(memory.thpEnabled())) {
      warnings.add(
          new Warning(
              "transparent huge pages are off, so guest RAM is mapped 4 KiB at a time",
              "echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/enabled"));
    }
    if (Boolean.FALSE.equals(memory.sharedZeroPage())) {
      warnings.add(
          new Warning(
              "this kernel has no shared page of zeroes: a never-touched page that is read takes"
                  + " memory, and clearing it is in the time of each such cell",
              "compare with hosts of the same kind only, or boot a kernel that has one"));
    }
    String cpuMax = memory.cgroupCpuMax();
    if (cpuMax != null && !cpuMax.startsWith("max")) {
      warnings.add(
          new Warning(
              "the control group limits CPU time (cpu.max is '" + cpuMax + "')",
              "lift the limit, or run outside the container"));
    }
  }
}

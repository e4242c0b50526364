package dev.multifd.report.page;

import dev.multifd.report.cells.RunWords;
import dev.multifd.results.CellStatus;
import dev.multifd.results.CpuInfo;
import dev.multifd.results.Environment;
import dev.multifd.results.RunFile;
import dev.multifd.results.RunStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which run this is: the host, the commit, the JVM, and how much of it there is. */
final class RunFacts {
  private static final double GIB = 1L << 30;
  private static final String UNKNOWN = "unknown";

  private RunFacts() {}

  /** All, by name. */
  static Map<String, String> of(RunFile run) {
    Environment host = run.environmentAtStart();
    Map<String, String> facts = new LinkedHashMap<>();
    if (run.label() != null) {
      facts.put("label", run.label());
    }
    facts.put("host", RunWords.host(run) + ": " + machine(host));
    facts.put("kernel", known(host.kernelRelease()));
    facts.put("JVM", known(host.jvm().name()) + " " + known(host.jvm().version()));
    facts.put("commit", known(run.git().commit()) + (dirty(run) ? ", with changes" : ""));
    facts.put("began", RunWords.began(run) + " UTC");
    facts.put("profile", profile(run));
    facts.put("cells", cells(run));
    return facts;
  }

  private static String machine(Environment host) {
    CpuInfo cpu = host.cpu();
    List<String> words = new ArrayList<>(List.of(known(cpu.model())));
    if (cpu.logicalCpus() != null) {
      words.add(cpu.logicalCpus() + " CPUs");
    }
    if (cpu.vectorBits() != null) {
      words.add("vectors of " + cpu.vectorBits() + " bits");
    }
    if (host.memory().totalBytes() != null) {
      words.add(String.format(Locale.ROOT, "%.0f GiB", host.memory().totalBytes() / GIB));
    }
    return String.join(", ", words);
  }

  private static boolean dirty(RunFile run) {
    return Boolean.TRUE.equals(run.git().dirty());
  }

  private static String profile(RunFile run) {
    int shots = run.configuration().shots();
    return "%s, %d forks, %d measured %s each"
        .formatted(
            run.configuration().profile(),
            run.configuration().forks(),
            shots,
            shots == 1 ? "shot" : "shots");
  }

  private static String cells(RunFile run) {
    List<String> words = new ArrayList<>();
    for (CellStatus status : CellStatus.values()) {
      long count = run.cells().stream().filter(cell -> cell.status() == status).count();
      if (count > 0) {
        words.add(count + " " + word(status));
      }
    }
    if (run.status() != RunStatus.COMPLETE) {
      words.add("the run did not come to its end");
    }
    return words.isEmpty() ? "none" : String.join(", ", words);
  }

  private static String word(CellStatus status) {
    return switch (status) {
      case OK -> "measured";
      case FAILED -> "failed";
      case SKIPPED -> "skipped";
      case PENDING -> "not measured";
    };
  }

  private static String known(@Nullable String text) {
    return text == null ? UNKNOWN : text;
  }
}

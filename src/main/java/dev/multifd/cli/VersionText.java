package dev.multifd.cli;

import dev.multifd.results.GitInfo;
import picocli.CommandLine.IVersionProvider;

/** The commit and the JVM: together they say which code would run. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "multifd-bench, commit " + GitInfo.read(Home.folder()).shortName(),
      "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
    };
  }
}

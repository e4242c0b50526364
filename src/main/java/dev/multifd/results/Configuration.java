package dev.multifd.results;

import java.util.List;
import java.util.Map;

/**
 * What was asked for.
 *
 * @param profile name of the profile
 * @param forks forks a cell
 * @param warmupShots shots before the measured ones, in every fork
 * @param shots measured shots a fork
 * @param forkJvmArgs flags of every fork
 * @param commandLine the arguments as typed
 * @param overrides what the command line changed in the profile's cells, such as channels
 */
public record Configuration(
    String profile,
    int forks,
    int warmupShots,
    int shots,
    List<String> forkJvmArgs,
    List<String> commandLine,
    Map<String, String> overrides) {}

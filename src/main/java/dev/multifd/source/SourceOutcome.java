package dev.multifd.source;

/** How a migration that did not fail ended, seen from its source. */
public sealed interface SourceOutcome permits SourceReport, NotConverged {}

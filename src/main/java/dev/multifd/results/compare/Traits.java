package dev.multifd.results.compare;

import java.util.Map;

/** Names and values of what a cell's figures depend on. What is unknown is left out. */
interface Traits {
  Map<String, String> of(MeasuredCell measured);
}

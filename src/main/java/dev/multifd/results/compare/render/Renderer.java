package dev.multifd.results.compare.render;

import dev.multifd.results.compare.Comparison;

/** Writes a comparison in one format. */
public interface Renderer {

  /** The whole document; it ends with a line feed. */
  String render(Comparison comparison);
}

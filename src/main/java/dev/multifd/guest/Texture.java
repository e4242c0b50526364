package dev.multifd.guest;

/** What the bytes of dense pages are like, which decides how well they compress. */
public enum Texture {
  /** All values alike: no method makes them smaller. */
  RANDOM,
  /** Sixteen letters: about half their size. */
  TEXT
}

package dev.multifd.source;

/** How dirty pages reach whoever looks at them. */
public enum Dispatch {
  /** The migration thread finds and hands out page by page, as QEMU does. */
  PAGE,
  /** Whoever scans claims a range of the dirty bitmap at a time. */
  RANGE
}

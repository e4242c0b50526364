package dev.multifd.migration.model;

/** Everything on the main channel. */
final class PrecopyRoute implements Route {
  private final VirtualTime time;
  private final Costs costs;
  private final MainModel main;

  PrecopyRoute(VirtualTime time, Costs costs, MainModel main) {
    this.time = time;
    this.costs = costs;
    this.main = main;
  }

  @Override
  public void send(long dirty, long nonZero) {
    int normal = Long.bitCount(dirty & nonZero);
    int zero = Long.bitCount(dirty & ~nonZero);
    time.work(zero * costs.mainZeroNs() + normal * costs.mainNormalNs());
    main.zeroPages(zero);
    main.normalPages(normal);
  }

  @Override
  public void endSection() {
    // The stream keeps its order by itself.
  }
}

package dev.multifd.migration.model;

/**
 * What a page costs on the letter's machine, in nanoseconds on an idle guest. The letter does not
 * tell its machine, so that none of these was measured; each says what it was fitted to, or taken
 * from.
 *
 * @param setupNs until the first page; taken from the letter, 4 ms
 * @param stopNs of the downtime, what is not sending pages; fitted to the idle guest's downtimes of
 *     27 to 29 ms
 * @param mainZeroNs the migration thread finds a page zero and writes its record; fitted, midway
 *     between what the idle runs of precopy (164) and current multifd (211) would have it
 * @param mainNormalNs the migration thread copies a page to the main channel; taken from {@code
 *     pages-per-second: 603627} of precopy on the dirtying guest, divided by {@code writersFactor}
 * @param handOutNs the migration thread hands a page to a multifd channel; fitted to the idle runs
 *     whose precopy phase is 17.00 and 14.00 windows of the limit: a window's bytes were booked
 *     within one iteration of 50 ms, for the shorter run's 266 000 pages a window at most 188 ns a
 *     page. That the pages missing there are of about 17 sections says the same
 * @param channelZeroNs a channel's thread finds a page zero; fitted: below four times {@code
 *     handOutNs} it does not matter
 * @param channelNormalNs a channel's thread writes a page; fitted to the downtimes of multifd with
 *     zero pages on the dirtying guest: the set of 409 600 pages in 0.26 s
 * @param packetNs a channel's thread writes a header; a guess that hardly matters
 * @param barrierNs the channels and the migration thread wait for each other; a guess that hardly
 *     matters
 * @param writersFactor how many times as long all of it takes while a dirtying guest runs; fitted:
 *     the same two runs' precopy phase has 0.21 s more than its bytes over the limit, so that pages
 *     went at 4 GB/s there and at 6.4 in the downtime
 * @param jitter standard deviation of the logarithm of the machine's speed from one tenth of a
 *     second to the next; fitted to the 7 and 22 synchronisations of current multifd on the
 *     dirtying guest
 */
public record Costs(
    long setupNs,
    long stopNs,
    double mainZeroNs,
    double mainNormalNs,
    double handOutNs,
    double channelZeroNs,
    double channelNormalNs,
    double packetNs,
    double barrierNs,
    double writersFactor,
    double jitter) {
  /** The cover letter's machine. */
  public static final Costs LETTER =
      new Costs(4_000_000, 25_000_000, 185, 1035, 150, 400, 2560, 1000, 20_000, 1.6, 0.2);

  /** The same with another cost of handing a page out. */
  public Costs withHandOutNs(double ns) {
    return new Costs(
        setupNs,
        stopNs,
        mainZeroNs,
        mainNormalNs,
        ns,
        channelZeroNs,
        channelNormalNs,
        packetNs,
        barrierNs,
        writersFactor,
        jitter);
  }

  /** The same on a machine whose speed varies otherwise. */
  public Costs withJitter(double deviation) {
    return new Costs(
        setupNs,
        stopNs,
        mainZeroNs,
        mainNormalNs,
        handOutNs,
        channelZeroNs,
        channelNormalNs,
        packetNs,
        barrierNs,
        writersFactor,
        deviation);
  }
}

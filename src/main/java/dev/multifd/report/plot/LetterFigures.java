package dev.multifd.report.plot;

/**
 * One migration that the series' cover letter printed.
 *
 * @param guest what its guest did
 * @param way the way of migrating, by the words of the cells here: {@code precopy}, {@code legacy}
 *     or {@code multifd}
 * @param channels of multifd
 * @param totalMs its total time, or the time so far of one that had not ended
 * @param completed whether it had ended
 */
public record LetterFigures(
    Guest guest, String way, int channels, double totalMs, boolean completed) {
  /** What the letter's guest did. */
  public enum Guest {
    /** Nothing. */
    IDLE,
    /** It wrote, four times 400 MiB. */
    DIRTYING
  }
}

package dev.multifd.guest;

import dev.multifd.scan.ScannerKind;
import dev.multifd.scan.ZeroPageScanner;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A guest's RAM in a machine that is not its own: the largest block of a content takes the place of
 * the machine's main block, and all other blocks, such as ROMs, hold what the machine's do.
 */
public final class TransplantedContent extends PageContent {
  private final PageContent donor;
  private final GuestRam machine;
  private final int mainBlock;
  private final int donorBlock;
  private final ContentMap map;
  private volatile long nonZeroPages = -1;

  /**
   * Reads nothing yet.
   *
   * @param donor its largest block is taken
   * @param machine a machine's RAM, which must stay mapped and as it is
   * @throws IllegalArgumentException if the largest blocks of both differ in size
   */
  public TransplantedContent(PageContent donor, GuestRam machine) {
    this.donor = donor;
    this.machine = machine;
    this.mainBlock = largest(machine.layout());
    this.donorBlock = largest(donor.layout());
    long wanted = machine.blocks().get(mainBlock).usedBytes();
    long given = donor.layout().get(donorBlock).usedBytes();
    if (wanted != given) {
      throw new IllegalArgumentException(
          "a machine with " + wanted + " bytes of RAM cannot take a guest with " + given);
    }
    List<List<PageRun>> runs = new ArrayList<>();
    for (RamBlock block : machine.blocks()) {
      runs.add(List.of(new PageRun(0, block.pages())));
    }
    runs.set(mainBlock, donor.map().runs().get(donorBlock));
    map = new ContentMap(machine.layout(), runs);
  }

  /** Size of a content's largest block, in bytes: that of the machine to be. */
  public static long mainBytes(GuestContent content) {
    List<BlockLayout> layout = content.layout();
    return layout.get(largest(layout)).usedBytes();
  }

  private static int largest(List<BlockLayout> layout) {
    int largest = 0;
    for (int block = 1; block < layout.size(); block++) {
      if (layout.get(block).usedBytes() > layout.get(largest).usedBytes()) {
        largest = block;
      }
    }
    return largest;
  }

  @Override
  ContentMap map() {
    return map;
  }

  @Override
  ZeroState zeroState() {
    return donor.zeroState();
  }

  @Override
  OpenContent openPages() throws IOException {
    OpenContent open = donor.openPages();
    return new OpenContent() {
      @Override
      public PageReader reader() {
        PageReader main = open.reader();
        return (block, firstPage, pages) -> {
          if (block == mainBlock) {
            main.read(donorBlock, firstPage, pages);
          } else {
            MemorySegment own = machine.blocks().get(block).memory();
            MemorySegment.copy(own, firstPage << RamBlock.PAGE_BITS, pages, 0, pages.byteSize());
          }
        };
      }

      @Override
      public void close() throws IOException {
        open.close();
      }
    };
  }

  @Override
  public void load(GuestRam ram) throws IOException {
    try (OpenContent pages = openPages()) {
      nonZeroPages =
          RamLoader.load(ram, map, zeroState(), () -> new CountedPages(pages.reader())).stream()
              .mapToLong(CountedPages::nonZeroPages)
              .sum();
    }
  }

  @Override
  public long nonZeroPages() {
    if (nonZeroPages < 0) {
      throw new IllegalStateException("the guest is not loaded yet, so its pages are not counted");
    }
    return nonZeroPages;
  }

  /** Pages of all blocks but the main one that are zero. */
  public long zeroPagesOfTheMachine() {
    long zero = 0;
    for (int block = 0; block < machine.blocks().size(); block++) {
      if (block != mainBlock) {
        zero += zeroPages(machine.blocks().get(block));
      }
    }
    return zero;
  }

  private static long zeroPages(RamBlock block) {
    ZeroPageScanner scanner = ScannerKind.LONGS.create();
    return LongStream.range(0, block.pages())
        .filter(
            page -> scanner.isZero(block.memory(), page << RamBlock.PAGE_BITS, RamBlock.PAGE_BYTES))
        .count();
  }

  @Override
  public String describe() {
    return donor.describe() + "; in a machine with the blocks " + machine.blocks();
  }
}

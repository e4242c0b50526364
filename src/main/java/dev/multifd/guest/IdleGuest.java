package dev.multifd.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A generated guest that was just booted and does nothing: nearly all of its pages are zero. Blocks
 * and sizes are those of a q35 machine with one virtio-net card.
 */
public final class IdleGuest extends PageContent {
  /** Pages of the firmware blocks; none of them is zero. */
  public static final int FIRMWARE_PAGES = 194;

  private static final List<BlockLayout> FIRMWARE =
      List.of(
          new BlockLayout("pc.bios", 262_144),
          new BlockLayout("0000:02:00.0/virtio-net-pci.rom", 262_144),
          new BlockLayout("pc.rom", 131_072),
          new BlockLayout("/rom@etc/acpi/tables", 131_072),
          new BlockLayout("/rom@etc/table-loader", 4_096),
          new BlockLayout("/rom@etc/acpi/rsdp", 4_096));

  private final IdleGuestParameters parameters;
  private final ContentMap map;

  /** Places the pages; touches no guest memory. */
  public IdleGuest(IdleGuestParameters parameters) {
    this.parameters = parameters;
    BlockLayout main = new BlockLayout("pc.ram", parameters.ramBytes());
    List<BlockLayout> blocks = new ArrayList<>();
    blocks.add(main);
    blocks.addAll(FIRMWARE);

    List<List<PageRun>> placed = new ArrayList<>();
    long inMain = parameters.nonZeroPages() - FIRMWARE_PAGES;
    placed.add(
        inMain == 0
            ? List.of()
            : parameters
                .placement()
                .place(main.pages(), inMain, new SplitMix64(parameters.seed())));
    FIRMWARE.forEach(block -> placed.add(List.of(new PageRun(0, block.pages()))));
    this.map = new ContentMap(blocks, placed);
  }

  /** What it was made of. */
  public IdleGuestParameters parameters() {
    return parameters;
  }

  /**
   * Where the non-zero pages of a block lie.
   *
   * @param block its index in {@link #layout()}
   * @return ascending runs, none touching the next
   */
  public List<PageRun> runs(int block) {
    return map.runs().get(block);
  }

  @Override
  ContentMap map() {
    return map;
  }

  @Override
  ZeroState zeroState() {
    return parameters.zeroState();
  }

  @Override
  OpenContent openPages() {
    return () -> new GeneratedPages(parameters.seed(), parameters.mix(), parameters.texture());
  }

  @Override
  public long nonZeroPages() {
    return parameters.nonZeroPages();
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "idle guest, %s: %d of %d pages non-zero (%s, mix %s %%, seed %d), others %s",
        ByteSize.text(parameters.ramBytes()),
        nonZeroPages(),
        totalPages(),
        parameters.placement().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        parameters.mix(),
        parameters.seed(),
        parameters.zeroState());
  }
}

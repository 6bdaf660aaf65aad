package io.ewig.engine.internal.pack.file;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.pack.PackIndexReader;
import io.ewig.engine.format.pack.PackIndexWriter;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.pack.record.ObjectNames;
import io.ewig.engine.internal.pack.record.PackKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of a store: their names, and what is done with them as wholes. */
public final class PackFolder {

  private static final Pattern NAME = Pattern.compile("pack-([0-9]{8,9})\\.(ewp|ewx|ewx\\.new)");

  private final PackOptions options;

  public PackFolder(PackOptions options) {
    this.options = options;
  }

  public Disk disk() {
    return options.disk();
  }

  public FrameKeys keys() {
    return options.keys();
  }

  public Path path() {
    return options.folder();
  }

  public Path pack(int number) {
    return file(number, "ewp");
  }

  public Path index(int number) {
    return file(number, "ewx");
  }

  private Path file(int number, String extension) {
    return path().resolve(String.format(Locale.ROOT, "pack-%08d.%s", number, extension));
  }

  /** The numbers of the packs there are, rising. */
  public NavigableSet<Integer> numbers() throws IOException {
    return numbers("ewp");
  }

  /** The numbers of the packs that are or were sealed. */
  public NavigableSet<Integer> indexed() throws IOException {
    return numbers("ewx");
  }

  private NavigableSet<Integer> numbers(String extension) throws IOException {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (Path file : disk().files(path())) {
      Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
      if (name.matches() && name.group(2).equals(extension)) {
        numbers.add(Integer.parseInt(name.group(1)));
      }
    }
    return numbers;
  }

  /** A number that no pack has or had, nor whatever else is named like one. */
  public int freshNumber() throws IOException {
    int last = 0;
    for (Path file : disk().list(path())) {
      Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
      if (name.matches()) {
        last = Math.max(last, Integer.parseInt(name.group(1)));
      }
    }
    return last + 1;
  }

  /** Removes indexes that were not finished. */
  public void tidy() throws IOException {
    for (Path file : disk().files(path())) {
      Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
      if (name.matches() && name.group(2).endsWith("new")) {
        disk().delete(file);
      }
    }
  }

  /** Makes the folder, and its name durable: whoever made it before may have left that undone. */
  public void create() throws IOException {
    disk().createDirectories(path());
    disk().forceDirectory(Disk.parentOf(path()));
  }

  /** How the indexes name objects, or what is given if there is no index to say. */
  public ObjectNames names(ObjectNames otherwise) throws IOException {
    if (keys() == FrameKeys.NONE) {
      return ObjectNames.ADDRESSES;
    }
    for (int number : numbers()) {
      byte[] secret = secretIn(index(number));
      if (secret.length > 0) {
        return ObjectNames.with(secret);
      }
    }
    return otherwise;
  }

  private byte[] secretIn(Path file) throws IOException {
    if (!disk().exists(file)) {
      return new byte[0];
    }
    try (MappedFile map = MappedFile.of(disk(), file, disk().size(file))) {
      return new PackIndexReader(map.bytes(), file.toString()).secret(keys());
    } catch (CorruptionException damagedIndex) {
      return new byte[0]; // it is made anew by whoever opens its pack
    }
  }

  /** Writes a pack's index: that seals the pack. */
  public void seal(Pack pack, AddressTable table, PackKeys keys, ObjectNames names)
      throws IOException {
    PackIndexWriter.Extent extent =
        new PackIndexWriter.Extent(
            pack.number(), pack.length(), pack.rawBytes(), keys.offsets(), names.secretBytes());
    disk()
        .replace(index(pack.number()), PackIndexWriter.write(extent, table.entries(names), keys()));
  }

  /** Opens the sealed packs, and seals those that a crash has kept from it; newest first. */
  public Packs open(ObjectNames names, boolean seals) throws IOException {
    Packs packs = Packs.NONE;
    NavigableSet<Integer> numbers = numbers();
    try {
      for (int number : numbers) {
        packs = packs.with(open(number, names, seals && number != numbers.last()));
      }
      return packs;
    } catch (RuntimeException | IOException e) {
      packs.close();
      throw e;
    }
  }

  public Pack open(int number, ObjectNames names, boolean seals) throws IOException {
    IndexedPack indexed = indexed(number, names);
    if (indexed != null) {
      return indexed;
    }
    ScannedPack scanned = ScannedPack.open(this, number);
    return seals ? seal(scanned, names) : scanned;
  }

  private @Nullable IndexedPack indexed(int number, ObjectNames names) throws IOException {
    if (!disk().exists(index(number))) {
      return null;
    }
    try {
      return IndexedPack.open(this, number, names);
    } catch (CorruptionException damagedIndex) {
      return null; // derived, so it is made anew
    }
  }

  /** Seals a pack that a crash has left without an index, as far as it is whole. */
  public IndexedPack seal(ScannedPack pack, ObjectNames names) throws IOException {
    try {
      settle(pack);
      seal(pack, pack.table(), pack.packKeys(), names);
      return IndexedPack.open(this, pack.number(), names);
    } finally {
      pack.close();
    }
  }

  /** Forces a pack: after a crash, what can be read may still be on no disk. */
  public void settle(ScannedPack pack) throws IOException {
    if (!pack.endsWithMark() || pack.isTorn()) {
      disk().append(pack(pack.number()), new byte[0]);
      disk().forceDirectory(path());
    }
  }

  /** Removes a pack of which nothing is needed; an index without a pack is always damage. */
  public void delete(int number) throws IOException {
    disk().delete(index(number));
    disk().forceDirectory(path());
    disk().delete(pack(number));
    disk().forceDirectory(path());
  }
}

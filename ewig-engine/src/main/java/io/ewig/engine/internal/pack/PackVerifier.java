package io.ewig.engine.internal.pack;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.format.pack.ObjectHeader;
import io.ewig.engine.internal.disk.DiskFailure;
import io.ewig.engine.internal.pack.file.IndexedPack;
import io.ewig.engine.internal.pack.file.MappedFile;
import io.ewig.engine.internal.pack.file.OpenPack;
import io.ewig.engine.internal.pack.file.Pack;
import io.ewig.engine.internal.pack.file.PackFolder;
import io.ewig.engine.internal.pack.file.Packs;
import io.ewig.engine.internal.pack.record.ObjectNames;
import io.ewig.engine.internal.pack.record.ObjectReader;
import io.ewig.engine.internal.pack.record.PackScan;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.VerifyReport.Finding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads every byte of every pack, by mappings of its own: a collection may remove packs meanwhile.
 */
final class PackVerifier {

  private final PackFolder folder;
  private final ObjectNames names;
  private final Progress progress;
  private final List<Finding> findings = new ArrayList<>();
  private long done;
  private long total;

  PackVerifier(PackFolder folder, ObjectNames names, Progress progress) {
    this.folder = folder;
    this.names = names;
    this.progress = progress;
  }

  /**
   * @param now the packs that there are when it is asked for: some are sealed, emptied and removed
   *     meanwhile
   */
  List<Finding> run(Supplier<Packs> now) {
    Packs packs = now.get();
    total = packs.storedBytes();
    for (int i = packs.all().size() - 1; i >= 0; i--) {
      Pack pack = packs.all().get(i);
      try {
        verify(pack);
      } catch (InternalError fault) {
        String what = "a page could not be read: " + fault.getMessage();
        findings.add(new Finding(folder.pack(pack.number()).toString(), -1, what));
      } catch (NoSuchFileException gone) {
        noteGone(pack, now.get());
      } catch (IOException e) {
        throw DiskFailure.of("read", folder.pack(pack.number()), e);
      }
      done += pack.length();
      progress.at(done, total);
    }
    noteMissing();
    return findings;
  }

  /** Sealed packs that are gone leave by way of their index, see {@link #noteMissing}. */
  private void noteGone(Pack pack, Packs now) {
    if (pack instanceof OpenPack open && !open.hasNoFile() && now.all().contains(pack)) {
      findings.add(new Finding(open.file().toString(), -1, "the pack is missing"));
    }
  }

  private void noteMissing() {
    try {
      Set<Integer> indexes = folder.indexed(); // first, for of two files it goes first
      indexes.removeAll(folder.numbers());
      indexes.retainAll(folder.indexed()); // else both files went in between
      for (int number : indexes) {
        findings.add(new Finding(folder.pack(number).toString(), -1, "the pack is missing"));
      }
    } catch (IOException e) {
      throw DiskFailure.of("look at", folder.path(), e);
    }
  }

  private void verify(Pack pack) throws IOException {
    String file = folder.pack(pack.number()).toString();
    long there = folder.disk().size(folder.pack(pack.number()));
    int durable = pack instanceof OpenPack open ? open.forcedLength() : pack.length();
    int length = (int) Math.min(there, durable);
    if (pack instanceof IndexedPack indexed) {
      CorruptionException damage = indexed.damage();
      if (damage != null) {
        note(damage);
      }
    } else if (there < durable) {
      findings.add(new Finding(file, there, "the pack should have " + durable + " bytes"));
    }
    try (MappedFile map = MappedFile.of(folder.disk(), folder.pack(pack.number()), length)) {
      Walk walk = new Walk(pack, map.bytes(), file);
      walk.scan.run(map.bytes());
      ReadGuard.settle();
      if (walk.scan.end() < length) {
        findings.add(new Finding(file, walk.scan.end(), "what lies from here on does not hold"));
      }
    }
  }

  private void note(CorruptionException damage) {
    findings.add(Finding.of(damage));
  }

  /** One pack, object by object. */
  private final class Walk implements PackScan.Visitor {

    private final Pack pack;
    private final ByteBuffer bytes;
    private final String file;
    private final PackScan scan;

    Walk(Pack pack, ByteBuffer bytes, String file) {
      this.pack = pack;
      this.bytes = bytes;
      this.file = file;
      this.scan = new PackScan(pack.number(), folder.keys(), file, this);
    }

    @Override
    public void object(ObjectHeader header, int offset) {
      try {
        new ObjectReader(bytes, 0, bytes.limit(), scan.keys(), file).objectAt(offset).open();
        if (pack instanceof IndexedPack indexed
            && indexed.isOpen()
            && indexed.find(names.of(header.address())) < 0) {
          findings.add(new Finding(file, offset, "an object that the pack's index lacks"));
        }
      } catch (CorruptionException damage) {
        note(damage);
      }
      progress.at(done + offset, total);
    }

    @Override
    public void damage(CorruptionException what) {
      note(what);
    }
  }
}

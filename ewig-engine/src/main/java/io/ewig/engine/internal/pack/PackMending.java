package io.ewig.engine.internal.pack;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.disk.DiskFailure;
import io.ewig.engine.internal.pack.file.IndexedPack;
import io.ewig.engine.internal.pack.file.PackFolder;
import io.ewig.engine.internal.pack.file.PackOptions;
import io.ewig.engine.internal.pack.record.StoredObject;
import io.ewig.engine.internal.segment.ReadGuard;
import io.ewig.engine.log.VerifyReport.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Empties packs that are damaged: what is whole in them goes into the growing pack, beside what
 * somebody else has given; when that is durable they are removed.
 *
 * <p>A pack with a damaged object that is needed and that nobody has given stays, so that it goes
 * on being named. What is damaged and not needed goes with its pack: trees are made anew.
 */
final class PackMending {

  private final PackOptions options;
  private final PackFolder folder;
  private final PackWriter writer;

  PackMending(PackOptions options, PackFolder folder, PackWriter writer) {
    this.options = options;
    this.folder = folder;
    this.writer = writer;
  }

  /**
   * @param findings what a verification has found
   * @param given objects in place of damaged ones
   * @param lost addresses of objects that are needed and were not given
   * @return how many packs are gone
   */
  int run(List<Finding> findings, Collection<byte[]> given, Set<Hash> lost) {
    for (byte[] bytes : given) {
      writer.copy(StoredObject.of(Sha256.of(bytes), bytes, options.compressFromBytes()));
    }
    writer.force();
    List<IndexedPack> emptied = new ArrayList<>();
    for (IndexedPack pack : writer.now().sealed()) {
      if (isNamed(findings, pack.number()) && lost.stream().noneMatch(each -> has(pack, each))) {
        moveOut(pack);
        emptied.add(pack);
      }
    }
    writer.force();
    emptied.forEach(pack -> writer.retire(pack, () -> true));
    return emptied.size() + (lost.isEmpty() ? removeIndexesAlone() : 0);
  }

  private boolean isNamed(List<Finding> findings, int number) {
    String file = folder.pack(number).toString();
    return findings.stream().anyMatch(finding -> finding.file().equals(file));
  }

  private boolean has(IndexedPack pack, Hash address) {
    return pack.contains(address, writer.names().of(address));
  }

  private void moveOut(IndexedPack pack) {
    for (int offset : pack.offsets()) {
      StoredObject object = whole(pack, offset);
      if (object != null) {
        writer.copy(object);
      }
    }
    ReadGuard.settle();
  }

  private static @Nullable StoredObject whole(IndexedPack pack, int offset) {
    try {
      StoredObject object = pack.objectAt(offset);
      object.open();
      return object;
    } catch (CorruptionException damaged) {
      return null; // it was given, or nobody needs it
    }
  }

  /** Of packs that are gone: all that is needed of them is elsewhere now. */
  private int removeIndexesAlone() {
    try {
      Set<Integer> alone = folder.indexed();
      alone.removeAll(folder.numbers());
      for (int number : alone) {
        folder.delete(number);
      }
      return alone.size();
    } catch (IOException e) {
      throw DiskFailure.of("remove an index from", folder.path(), e);
    }
  }
}

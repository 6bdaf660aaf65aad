package io.ewig.engine.internal.pack;

import io.ewig.engine.internal.disk.DiskFailure;
import io.ewig.engine.internal.pack.file.IndexedPack;
import io.ewig.engine.internal.pack.file.Pack;
import io.ewig.engine.internal.pack.file.PackFolder;
import io.ewig.engine.internal.pack.file.Packs;
import io.ewig.engine.internal.pack.file.ScannedPack;
import io.ewig.engine.internal.pack.record.ObjectNames;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the packs that another process may be writing. */
final class PackFollower implements PackSource {

  /** How often a pack may vanish between being listed and being opened. */
  private static final int RACES_MAX = 8;

  private final PackFolder folder;
  private final Set<Integer> badIndexes = new HashSet<>(); // guarded by this
  private volatile ObjectNames names;
  private volatile Packs packs = Packs.NONE;
  private boolean closed; // guarded by this

  private PackFollower(PackFolder folder, ObjectNames names) {
    this.folder = folder;
    this.names = names;
  }

  static PackFollower open(PackFolder folder) {
    try {
      PackFollower follower = new PackFollower(folder, folder.names(ObjectNames.ADDRESSES));
      follower.look();
      return follower;
    } catch (IOException e) {
      throw DiskFailure.of("open", folder.path(), e);
    }
  }

  @Override
  public ObjectNames names() {
    return names;
  }

  @Override
  public Packs now() {
    return packs;
  }

  @Override
  public synchronized boolean hasChangedSince(Packs seen) {
    if (closed || packs != seen) {
      return !closed;
    }
    try {
      return look();
    } catch (IOException e) {
      throw DiskFailure.of("look at", folder.path(), e);
    }
  }

  private synchronized boolean look() throws IOException {
    for (int race = 1; true; race++) {
      try {
        return lookOnce();
      } catch (NoSuchFileException vanished) {
        if (race == RACES_MAX) {
          throw vanished;
        }
      }
    }
  }

  private boolean lookOnce() throws IOException {
    Map<Integer, Pack> known = new HashMap<>();
    packs.all().forEach(pack -> known.put(pack.number(), pack));
    List<Pack> opened = new ArrayList<>();
    List<Pack> next = new ArrayList<>();
    boolean grew = false;
    try {
      for (int number : folder.numbers().descendingSet()) {
        Pack pack = known.get(number);
        if (pack instanceof ScannedPack scanned && !hasGoodIndex(number)) {
          grew |= hasGrown(scanned);
        } else if (!(pack instanceof IndexedPack)) {
          pack = open(number);
          opened.add(pack);
        }
        next.add(pack);
      }
    } catch (RuntimeException | IOException e) {
      opened.forEach(Pack::close);
      throw e;
    }
    if (next.equals(packs.all())) {
      return grew;
    }
    packs = new Packs(next);
    next.forEach(pack -> known.remove(pack.number(), pack));
    known.values().forEach(Pack::close);
    return true;
  }

  private boolean hasGoodIndex(int number) {
    return folder.disk().exists(folder.index(number)) && !badIndexes.contains(number);
  }

  /** Opens a pack; where its index is damaged, by what the pack itself says, from then on. */
  private Pack open(int number) throws IOException {
    if (names.equals(ObjectNames.ADDRESSES)) {
      names = folder.names(names); // there may be an index to say by now
    }
    boolean hadIndex = folder.disk().exists(folder.index(number));
    Pack pack = folder.open(number, names, false);
    if (hadIndex && pack instanceof ScannedPack) {
      badIndexes.add(number);
    }
    return pack;
  }

  private static boolean hasGrown(ScannedPack pack) throws IOException {
    int before = pack.objects();
    pack.grow();
    return pack.objects() > before;
  }

  @Override
  public synchronized void close() {
    closed = true;
    Packs last = packs;
    packs = Packs.NONE;
    last.close();
  }
}

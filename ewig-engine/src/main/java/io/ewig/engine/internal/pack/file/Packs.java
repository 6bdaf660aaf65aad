package io.ewig.engine.internal.pack.file;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.pack.record.StoredObject;
import io.ewig.engine.internal.segment.ReadGuard;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The packs of one moment, the newest first; never changes.
 *
 * <p>Of an object that lies in two packs, as after a collection that was cut short, any whole copy
 * will do.
 */
public final class Packs {

  public static final Packs NONE = new Packs(List.of());

  private final List<Pack> all;

  public Packs(List<Pack> all) {
    this.all = List.copyOf(all);
  }

  public List<Pack> all() {
    return all;
  }

  public boolean contains(Hash address, Hash name) {
    try {
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).contains(address, name)) {
          return true;
        }
      }
      ReadGuard.settle(); // a page that can't be read must not pass for one without the object
      return false;
    } catch (InternalError fault) {
      throw explain(fault);
    }
  }

  /** An object's bytes, checked; null if it is not here. */
  public byte @Nullable [] read(Hash address, Hash name) {
    try {
      return readWhole(address, name);
    } catch (InternalError fault) {
      throw explain(fault);
    }
  }

  private byte @Nullable [] readWhole(Hash address, Hash name) {
    CorruptionException damage = null;
    for (int i = 0; i < all.size(); i++) {
      try {
        StoredObject object = all.get(i).read(address, name);
        if (object != null) {
          return object.open();
        }
      } catch (CorruptionException e) {
        damage = damage == null ? e : damage; // another pack may have it whole
      }
    }
    ReadGuard.settle();
    if (damage != null) {
      throw damage;
    }
    return null;
  }

  /** What the JVM means when it says that a page could not be read. */
  public EwigException explain(InternalError fault) {
    CorruptionException known = null;
    for (Pack pack : all) {
      CorruptionException cut = pack.faulted(fault);
      known = known == null ? cut : known;
    }
    return known != null
        ? known
        : new ResourceException(
            ErrorCode.IO_FAILED,
            "a page of the store could not be read: "
                + fault.getMessage()
                + "; the machine's log tells which device it was, and verify which file",
            fault);
  }

  /** With a new pack in front. */
  public Packs with(Pack next) {
    List<Pack> more = new ArrayList<>();
    more.add(next);
    more.addAll(all);
    return new Packs(more);
  }

  public Packs without(Pack gone) {
    return new Packs(all.stream().filter(pack -> pack != gone).toList());
  }

  public Packs replace(Pack old, Pack next) {
    return new Packs(all.stream().map(pack -> pack == old ? next : pack).toList());
  }

  public List<IndexedPack> sealed() {
    return all.stream().filter(IndexedPack.class::isInstance).map(IndexedPack.class::cast).toList();
  }

  public long storedBytes() {
    return all.stream().mapToLong(Pack::length).sum();
  }

  public void close() {
    all.forEach(Pack::close);
  }
}

package io.ewig.engine.internal.pack;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.hash.Hash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The packs of one moment, the newest first; never changes.
 *
 * <p>Of an object that lies in two packs, as after a collection that was cut short, any whole copy
 * will do.
 */
final class Packs {

  static final Packs NONE = new Packs(List.of());

  private final List<Pack> all;

  Packs(List<Pack> all) {
    this.all = List.copyOf(all);
  }

  List<Pack> all() {
    return all;
  }

  boolean contains(Hash address, Hash name) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).contains(address, name)) {
        return true;
      }
    }
    return false;
  }

  /** An object's bytes, checked; null if it is not here. */
  byte @Nullable [] read(Hash address, Hash name) {
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
    if (damage != null) {
      throw damage;
    }
    return null;
  }

  /** With a new pack in front. */
  Packs with(Pack next) {
    List<Pack> more = new ArrayList<>();
    more.add(next);
    more.addAll(all);
    return new Packs(more);
  }

  Packs without(Pack gone) {
    return new Packs(all.stream().filter(pack -> pack != gone).toList());
  }

  Packs replace(Pack old, Pack next) {
    return new Packs(all.stream().map(pack -> pack == old ? next : pack).toList());
  }

  List<IndexedPack> sealed() {
    return all.stream().filter(IndexedPack.class::isInstance).map(IndexedPack.class::cast).toList();
  }

  long storedBytes() {
    return all.stream().mapToLong(Pack::length).sum();
  }

  void close() {
    all.forEach(Pack::close);
  }
}

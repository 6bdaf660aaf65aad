package io.ewig.engine.hash;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The ways to damage a path of hashes in one place. */
final class Tampered {

  private Tampered() {}

  /** Each hash with one bit flipped, left out or told twice, and one more hash at either end. */
  static List<List<Hash>> pathsOf(List<Hash> path, Random random) {
    List<List<Hash>> wrong = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      wrong.add(with(path, i, 1, List.of(flipBit(path.get(i), random.nextInt(256)))));
      wrong.add(with(path, i, 1, List.of()));
      wrong.add(with(path, i, 0, List.of(path.get(i))));
    }
    Hash extra = new Hash(random.nextLong(), random.nextLong(), random.nextLong(), 0);
    wrong.add(with(path, 0, 0, List.of(extra)));
    wrong.add(with(path, path.size(), 0, List.of(extra)));
    return wrong;
  }

  static Hash flipBit(Hash hash, int bit) {
    byte[] bytes = hash.toBytes();
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    return Hash.of(bytes);
  }

  private static List<Hash> with(List<Hash> path, int at, int removed, List<Hash> inserted) {
    List<Hash> changed = new ArrayList<>(path.subList(0, at));
    changed.addAll(inserted);
    changed.addAll(path.subList(at + removed, path.size()));
    return changed;
  }
}

package io.ewig.engine.hash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The definitions of RFC 9162 section 2.1 word for word, to check the fast tree against.
 *
 * <p>Shares no code with it. Remembers what it has hashed, which changes no result.
 */
final class NaiveMerkleTree {

  private record Range(int from, int to) {}

  private final List<byte[]> data;
  private final Map<Range, Hash> hashed = new HashMap<>();

  NaiveMerkleTree(List<byte[]> data) {
    this.data = data;
  }

  static NaiveMerkleTree random(int leaves, long seed) {
    Random random = new Random(seed);
    List<byte[]> data = new ArrayList<>();
    for (int i = 0; i < leaves; i++) {
      byte[] leaf = new byte[random.nextInt(70)];
      random.nextBytes(leaf);
      data.add(leaf);
    }
    return new NaiveMerkleTree(data);
  }

  int size() {
    return data.size();
  }

  Hash leaf(int index) {
    return treeHash(index, index + 1);
  }

  Hash root(int size) {
    return treeHash(0, size);
  }

  List<Hash> path(int index, int size) {
    return path(index, 0, size);
  }

  List<Hash> proof(int oldSize, int newSize) {
    return subProof(oldSize, 0, newSize, true);
  }

  /** MTH(D[from:to]). */
  Hash treeHash(int from, int to) {
    Hash known = hashed.get(new Range(from, to));
    if (known == null) {
      known = computeTreeHash(from, to);
      hashed.put(new Range(from, to), known);
    }
    return known;
  }

  private Hash computeTreeHash(int from, int to) {
    int n = to - from;
    if (n == 0) {
      return sha256();
    }
    if (n == 1) {
      return sha256(new byte[] {0x00}, data.get(from));
    }
    int k = split(n);
    return sha256(
        new byte[] {0x01}, treeHash(from, from + k).toBytes(), treeHash(from + k, to).toBytes());
  }

  /** PATH(m, D[from:to]). */
  private List<Hash> path(int m, int from, int to) {
    int n = to - from;
    if (n == 1) {
      return List.of();
    }
    int k = split(n);
    return m < k
        ? append(path(m, from, from + k), treeHash(from + k, to))
        : append(path(m - k, from + k, to), treeHash(from, from + k));
  }

  /** SUBPROOF(m, D[from:to], b). */
  private List<Hash> subProof(int m, int from, int to, boolean b) {
    int n = to - from;
    if (m == n) {
      return b ? List.of() : List.of(treeHash(from, to));
    }
    int k = split(n);
    return m <= k
        ? append(subProof(m, from, from + k, b), treeHash(from + k, to))
        : append(subProof(m - k, from + k, to, false), treeHash(from, from + k));
  }

  /** The largest power of two smaller than n. */
  private static int split(int n) {
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return k;
  }

  private static List<Hash> append(List<Hash> list, Hash hash) {
    List<Hash> longer = new ArrayList<>(list);
    longer.add(hash);
    return longer;
  }

  private static Hash sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return Hash.of(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}

package io.ewig.engine.internal.tree;

import java.util.Arrays;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keys of a tree that somebody looks at: those with one of some prefixes. Immutable. */
public final class Scope {

  /** All keys. */
  public static final Scope ALL = new Scope(null);

  private final @Nullable NavigableSet<byte[]> prefixes;

  private Scope(@Nullable NavigableSet<byte[]> prefixes) {
    this.prefixes = prefixes;
  }

  /**
   * @param prefixes none of which starts another
   */
  public static Scope of(Collection<byte[]> prefixes) {
    TreeSet<byte[]> sorted = new TreeSet<>(Arrays::compareUnsigned);
    prefixes.forEach(prefix -> sorted.add(prefix.clone()));
    return new Scope(sorted);
  }

  /** Whether it has a key. */
  boolean has(byte[] key) {
    if (prefixes == null) {
      return true;
    }
    byte[] nearest = prefixes.floor(key);
    return nearest != null && starts(nearest, key);
  }

  /**
   * Whether it may have one of the keys behind one, up to another.
   *
   * @param after null for the first key of all
   */
  boolean mayHave(byte @Nullable [] after, byte[] last) {
    if (prefixes == null) {
      return true;
    }
    byte[] nearest = prefixes.floor(last);
    return nearest != null
        && (after == null || Arrays.compareUnsigned(after, nearest) < 0 || starts(nearest, after));
  }

  private static boolean starts(byte[] prefix, byte[] key) {
    return key.length >= prefix.length
        && Arrays.equals(prefix, 0, prefix.length, key, 0, prefix.length);
  }
}

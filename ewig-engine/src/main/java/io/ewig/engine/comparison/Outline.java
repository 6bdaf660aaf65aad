package io.ewig.engine.comparison;

import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the branches of a replica come to.
 *
 * @param branches by name, those that two replicas both keep
 */
public record Outline(SortedMap<String, Branch> branches) {

  private static final long DOMAIN = Preimage.domain("EWIGOUTL");

  public Outline {
    branches = Collections.unmodifiableSortedMap(new TreeMap<>(branches));
  }

  /** Equal for two replicas whose branches come to the same. */
  public long digest() {
    Preimage preimage = Preimage.start(DOMAIN);
    branches.forEach((name, branch) -> preimage.putText(name).putHash(branch.root));
    return preimage.hash().a();
  }

  /**
   * One of them.
   *
   * @param root of what both keep of it: equal if that is
   * @param tree the root of the tree of all that is here of it
   */
  public record Branch(Hash root, Hash tree) {}
}

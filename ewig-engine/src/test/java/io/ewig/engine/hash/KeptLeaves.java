package io.ewig.engine.hash;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All leaves in memory with the subtrees of some levels kept, and a count of what was asked for.
 */
final class KeptLeaves implements MerkleTree.Leaves {

  static final int ALL_ABOVE = 62;

  private final List<Hash> leaves = new ArrayList<>();
  private final List<Hash> blocks = new ArrayList<>();
  private final int levelMax;
  final MerkleRange range = new MerkleRange(MerkleRange.BLOCK_LEVEL, this::keep);
  int leavesRead;
  int blocksRead;

  /** Keeps the subtrees from {@link MerkleRange#BLOCK_LEVEL} up to this level. */
  KeptLeaves(int levelMax) {
    this.levelMax = levelMax;
  }

  static KeptLeaves of(NaiveMerkleTree tree, int levelMax) {
    KeptLeaves kept = new KeptLeaves(levelMax);
    for (int i = 0; i < tree.size(); i++) {
      kept.append(tree.leaf(i));
    }
    return kept;
  }

  void append(Hash leafHash) {
    leaves.add(leafHash);
    range.append(leafHash);
  }

  private void keep(long first, int level, Hash root) {
    if (SubtreeOrder.index(first, level) != blocks.size()) {
      throw new AssertionError("level " + level + " of leaf " + first + " is not the next root");
    }
    blocks.add(root);
  }

  @Override
  public Hash leaf(long index) {
    leavesRead++;
    return leaves.get(Math.toIntExact(index));
  }

  @Override
  public @Nullable Hash subtree(long first, int level) {
    if (level < MerkleRange.BLOCK_LEVEL || level > levelMax) {
      return null;
    }
    blocksRead++;
    return blocks.get(Math.toIntExact(SubtreeOrder.index(first, level)));
  }
}

package io.ewig.engine.internal.journal;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.segment.BlockRootFormat;
import io.ewig.engine.format.segment.ManifestFormat.Entry;
import io.ewig.engine.hash.ConsistencyProof;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.InclusionProof;
import io.ewig.engine.hash.MerkleRange;
import io.ewig.engine.hash.MerkleTree;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.journal.file.BlockRoots;
import io.ewig.engine.internal.journal.file.Failures;
import io.ewig.engine.internal.journal.opening.Opening;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.EventLog;
import io.ewig.engine.log.LogChain;
import io.ewig.engine.log.Scan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merkle roots and proofs over a log: from the roots of whole blocks, and the leaves of partial
 * ones.
 */
final class JournalProofs implements MerkleTree.Leaves {

  private static final long UNKNOWN = -1;

  private final EventLog log;
  private final List<Entry> sealed;
  private final BlockRoots blocks;
  private final Disk disk;
  private final Path file;
  private final boolean mayWrite;
  private final MerkleTree tree = new MerkleTree(this);
  private long missing = UNKNOWN; // blocks before the first that this run knew; guarded by this
  private boolean loaded; // guarded by this

  JournalProofs(EventLog log, Opening opening) {
    this.log = log;
    this.sealed = opening.manifest().sealed();
    this.blocks = opening.blocks();
    this.disk = opening.options().disk();
    this.file = opening.options().paths().blockRoots();
    this.mayWrite = !opening.options().readOnly();
  }

  Hash root(long size) {
    prepare(size);
    return tree.root(size);
  }

  InclusionProof inclusion(long seq, long size) {
    prepare(size);
    return tree.inclusionProof(seq, size);
  }

  ConsistencyProof consistency(long oldSize, long newSize) {
    prepare(newSize);
    return tree.consistencyProof(oldSize, newSize);
  }

  private void prepare(long size) {
    requireSize(size);
    load();
  }

  /** Refuses what the log has never been the length of. */
  void requireSize(long size) {
    long there = log.head().size();
    if (size < 0 || size > there) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "the log has " + there + " events, not " + size);
    }
  }

  /**
   * Brings the blocks of earlier runs in, once, and believes them only if they give the known root.
   */
  private synchronized void load() {
    if (loaded) {
      return;
    }
    if (missing == UNKNOWN) {
      missing = blocks.first();
    }
    boolean isBrokenOff = blocks.first() != missing; // there is room for them, and nothing in it
    try {
      if (isBrokenOff || !blocks.load(disk, file) || !isRight()) {
        rebuild();
      }
    } catch (IOException e) {
      throw Failures.failure("read", file, e);
    }
    loaded = true;
  }

  private boolean isRight() {
    if (missing == 0) {
      return true;
    }
    Entry last = sealed.get(sealed.size() - 1);
    return tree.root(last.endSeq()).equals(last.root());
  }

  private void rebuild() throws IOException {
    MerkleRange range =
        new MerkleRange(
            BlockRootFormat.LEVEL,
            (first, level, root) -> {
              if (level == BlockRootFormat.LEVEL) {
                blocks.put(first >>> level, root);
              }
            });
    if (blocks.first() > 0) {
      blocks.makeRoom();
    }
    try (EventCursor cursor = log.scan(Scan.all().before(missing << BlockRootFormat.LEVEL))) {
      while (cursor.next()) {
        range.append(LogChain.leaf(cursor.event().hash(), cursor.systemNanos()));
      }
    }
    InternalException.require(isRight(), "rebuilt block roots give the manifest's root");
    if (mayWrite) {
      blocks.saveAnew(disk, file);
    }
  }

  @Override
  public Hash leaf(long index) {
    var event = log.get(index);
    return LogChain.leaf(event.hash(), event.systemNanos());
  }

  @Override
  public @Nullable Hash subtree(long first, int level) {
    return level == BlockRootFormat.LEVEL ? blocks.get(first >>> level) : null;
  }
}

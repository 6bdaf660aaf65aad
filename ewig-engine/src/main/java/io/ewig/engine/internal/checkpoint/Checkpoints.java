package io.ewig.engine.internal.checkpoint;

import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.branch.Line;
import io.ewig.engine.branch.Tag;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.difference.Changes;
import io.ewig.engine.internal.difference.Sight;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.tree.Differences;
import io.ewig.engine.internal.tree.DistantNodes;
import io.ewig.engine.internal.tree.Nodes;
import io.ewig.engine.internal.tree.Scope;
import io.ewig.engine.internal.tree.Tree;
import io.ewig.engine.store.ContentStore.Extent;
import io.ewig.engine.store.GarbageCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * States as trees with a root: equal states have equal roots, on every machine and whatever the
 * order in which they came about. Start here.
 *
 * <ul>
 *   <li>a root costs what changed since the nearest one that is known;
 *   <li>derived: a checkpoint that does not fit the log, or whose tree is damaged, is forgotten;
 *   <li>a tree is durable before the list of checkpoints names it;
 *   <li>any thread; trees are built by one at a time.
 * </ul>
 */
public final class Checkpoints implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  /** What one step reads at most, about: a bound on its memory. */
  static final long STEP_EVENTS_MAX = 1 << 17;

  /** Fewer events than this are read one by one, however near a tree may be. */
  private static final long WALKED_EVENTS = 2_000;

  /** Decoded nodes of a state that lies elsewhere: a way down, and some beside it. */
  private static final long DISTANT_BYTES = 4 << 20;

  private final State state;
  private final @Nullable CheckpointFile file;
  private final CheckpointPolicy policy;
  private final boolean isKept;
  private final NodeShelf shelf;
  private volatile Trees trees;
  private final long openedSize;
  private final Object turn = new Object();
  private final Known known;
  private boolean isLoaded; // guarded by turn
  private long lookedSize; // guarded by turn
  private long lookedBytes; // guarded by turn
  private final Map<Integer, Long> takenBytes = new HashMap<>(); // by line; guarded by turn
  private volatile boolean isClosed;

  /**
   * @param file where the list is kept, or null to keep none
   * @param isKept whether trees are put into the store; if not, roots are made, and forgotten
   */
  public Checkpoints(
      State state, @Nullable CheckpointFile file, CheckpointPolicy policy, boolean isKept) {
    this.state = state;
    this.file = file;
    this.policy = policy;
    this.known = new Known(state);
    this.isKept = isKept;
    this.shelf = new NodeShelf(state.store(), isKept);
    this.trees = newTrees();
    this.openedSize = state.log().head().size();
  }

  private Trees newTrees() {
    return new Trees(state, shelf, known, this::requireOpen);
  }

  public State state() {
    return state;
  }

  /** The root of what a sight has; the state must have got there. */
  public Hash root(Sight sight) {
    synchronized (turn) {
      load();
      return trees.of(sight).root();
    }
  }

  /** All that are kept, by line, oldest first. */
  public List<Checkpoint> all() {
    synchronized (turn) {
      load();
      return known.kept();
    }
  }

  /** What differs between two sights, by whichever way is shorter. */
  public Changes changes(Sight before, Sight after) {
    return changes(before, after, WALKED_EVENTS);
  }

  Changes changes(Sight before, Sight after, long walkedEvents) {
    return trees.changes(before, after, walkedEvents);
  }

  /**
   * What differs between a state and one that lies elsewhere, each by the root of its tree.
   *
   * @param far gives nodes of theirs
   * @param scope the keys that are compared
   */
  public Differences differences(Hash ours, Hash theirs, DistantNodes.Far far, Scope scope) {
    Nodes distant = new Nodes(new DistantNodes(shelf, far, scope), DISTANT_BYTES);
    return Tree.at(nodes(), ours).differences(Tree.at(distant, theirs), scope);
  }

  /** An object that is kept here, as a node is; nothing if it is not, or is damaged. */
  public Optional<byte[]> object(Hash address) {
    try {
      return shelf.has(address) ? Optional.of(shelf.get(address)) : Optional.empty();
    } catch (CorruptionException damaged) {
      return Optional.empty();
    }
  }

  private void requireOpen() {
    if (isClosed) {
      throw new UserException(ErrorCode.CLOSED, "the database was closed meanwhile");
    }
  }

  private void load() {
    requireOpen();
    if (isLoaded) {
      return;
    }
    if (file != null) {
      state.catchUp(openedSize);
      try {
        known.keep(file.read(State.rules(state.reducers())).stream().filter(this::fits).toList());
      } catch (CorruptionException damage) {
        LOG.warn("checkpoints are made anew: {}", damage.getMessage());
      }
    }
    isLoaded = true;
  }

  private boolean fits(Checkpoint checkpoint) {
    long size = checkpoint.size();
    return size > 0
        && size <= openedSize
        && state.refs().line(checkpoint.line()).isPresent()
        && state.log().commitOf(size - 1).endSeq() == size
        && state.log().headAt(size).chain().equals(checkpoint.chain())
        && shelf.contains(checkpoint.root());
  }

  /** Makes a checkpoint of a line as it is now. */
  public Checkpoint take(Line line) {
    synchronized (turn) {
      load();
      state.catchUp(state.log().head().size());
      return take(line, state.log().head().size());
    }
  }

  private Checkpoint take(Line line, long size) {
    Tree tree = trees.of(new Sight(line.lineage(), size));
    Hash chain = state.log().headAt(size).chain();
    Checkpoint taken = new Checkpoint(line.name(), size, chain, tree.root(), tree.count());
    List<Checkpoint> all = new ArrayList<>(known.kept());
    all.removeIf(other -> other.line().equals(line.name()) && other.size() >= size);
    all.add(taken);
    keep(all);
    takenBytes.put(line.number(), state.payloadBytes(line.number()));
    return taken;
  }

  private void keep(List<Checkpoint> all) {
    List<Checkpoint> staying = staying(all);
    if (file != null && isKept) {
      shelf.force();
      file.replace(State.rules(state.reducers()), staying);
    }
    known.keep(staying);
  }

  private List<Checkpoint> staying(List<Checkpoint> all) {
    Map<Integer, List<Long>> tagged = new HashMap<>();
    for (Tag tag : state.refs().tags(Long.MAX_VALUE)) {
      tagged.computeIfAbsent(tag.line().number(), line -> new ArrayList<>()).add(tag.limit());
    }
    Map<Branch, List<Checkpoint>> ofLines = new HashMap<>();
    for (Checkpoint checkpoint : all) {
      ofLines.computeIfAbsent(checkpoint.line(), line -> new ArrayList<>()).add(checkpoint);
    }
    Set<Checkpoint> staying = new HashSet<>();
    for (Line line : lines()) {
      List<Checkpoint> ofLine = ofLines.getOrDefault(line.name(), List.of());
      List<Long> tags = tagged.getOrDefault(line.number(), List.of());
      staying.addAll(CheckpointPolicy.staying(ofLine, tags));
    }
    return all.stream().filter(staying::contains).toList();
  }

  /** Those that a branch or tag is on, the oldest first: others start from them. */
  private Collection<Line> lines() {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (BranchInfo branch : state.refs().branches(Long.MAX_VALUE)) {
      numbers.add(branch.line().number());
    }
    for (Tag tag : state.refs().tags(Long.MAX_VALUE)) {
      numbers.add(tag.line().number());
    }
    return numbers.stream().map(state.refs()::line).toList();
  }

  /** Makes one checkpoint that is due, if there is one; whether there was. */
  public boolean step() {
    synchronized (turn) {
      long applied = state.versions().applied().endSeq();
      long size = Math.min(state.log().head().size(), applied);
      if (isClosed || !isKept || size < openedSize || !isWorthALook(size)) {
        return false; // to bring the state forward is not this step's task
      }
      try {
        return step(size);
      } catch (UserException e) {
        if (isClosed) {
          return false;
        }
        throw e;
      }
    }
  }

  private boolean isWorthALook(long size) {
    return size - lookedSize >= policy.leastEvents()
        || state.payloadBytes() - lookedBytes >= policy.leastBytes();
  }

  private boolean step(long size) {
    load();
    long bytes = state.payloadBytes();
    for (Line line : lines()) {
      if (known.hasGrown(line, lookedSize) && isDue(line, size)) {
        take(line, end(line, size));
        return true;
      }
    }
    lookedSize = size;
    lookedBytes = bytes;
    return false;
  }

  private boolean isDue(Line line, long size) {
    Known.Base last = known.checkpoint(new Sight(line.lineage(), size));
    if (last.distance() == 0) {
      return false;
    }
    long bytes = state.payloadBytes(line.number()) - takenBytes.getOrDefault(line.number(), 0L);
    long since = state.log().headAt(size).systemNanos() - nanosOf(last);
    return policy.isDue(last.distance(), since, last.entries(), bytes);
  }

  /** When a checkpoint was made; that of nothing is as old as the log. */
  private long nanosOf(Known.Base last) {
    return last.size() == 0
        ? state.log().get(0).systemNanos()
        : state.log().headAt(last.size()).systemNanos();
  }

  /** Where the next checkpoint of a line is to be: not more than a step behind the last. */
  private long end(Line line, long size) {
    long from = known.checkpoint(new Sight(line.lineage(), size)).size();
    return from >= size || size - from <= STEP_EVENTS_MAX
        ? size
        : state.log().commitOf(from + STEP_EVENTS_MAX).endSeq();
  }

  /**
   * Begins to remove from the store what neither a payload in the log nor the tree of a checkpoint
   * needs.
   */
  public GarbageCollection collect() {
    return collect(Extent.WORTHWHILE);
  }

  /** Likewise, as far as wanted. */
  public GarbageCollection collect(Extent extent) {
    synchronized (turn) { // so nobody is halfway through making a tree
      load();
      List<Hash> roots = known.roots();
      return state
          .store()
          .collect(() -> new LiveObjects(roots, state.log()), Checkpoints::references, extent);
    }
  }

  /** Forgets all that is kept: for when the state has changed that it was made of. */
  public void startOver() {
    synchronized (turn) {
      load();
      if (file != null && isKept) {
        file.delete();
      }
      known.startOver();
      trees = newTrees();
      takenBytes.clear();
      lookedSize = 0;
      lookedBytes = 0;
    }
  }

  /** What an object of the store refers to. */
  static void references(Hash address, byte[] bytes, Consumer<Hash> child) {
    NodeShelf.references(bytes, child);
  }

  Nodes nodes() {
    return trees.nodes();
  }

  /** Returns when nobody builds a tree any more. */
  @Override
  public void close() {
    isClosed = true;
    synchronized (turn) {
      known.keep(List.of());
    }
  }
}

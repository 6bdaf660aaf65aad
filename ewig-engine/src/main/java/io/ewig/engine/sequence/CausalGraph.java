package io.ewig.engine.sequence;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which operation was made on top of which: runs of operations, each with its maker and parents.
 *
 * <ul>
 *   <li>operations are numbered here from 0 as they come, parents before children; elsewhere the
 *       same ones may have other numbers, so between nodes they go by maker and the maker's count;
 *   <li>a version is the numbers of those operations that no other of its operations builds on, in
 *       rising order;
 *   <li>a run goes on only with an operation of the same maker whose one parent is the run's last.
 * </ul>
 */
public final class CausalGraph {

  /** So that numbers, and twice as many places of a text, fit into an int. */
  public static final int OPERATIONS_MAX = 1 << 29;

  public static final int AGENTS_MAX = 1 << 16;

  /** Authors who had not seen each other, and all of whom somebody saw at once. */
  public static final int PARENTS_MAX = 1 << 10;

  static final int[] NOTHING = {};

  private final List<Origin> agents = new ArrayList<>();
  private final Map<Origin, Integer> numbers = new HashMap<>();
  private final List<IntList> runsOf = new ArrayList<>(); // of each agent
  private final List<int[]> parents = new ArrayList<>();
  private final IntList starts = new IntList();
  private final IntList makers = new IntList();
  private final IntList counts = new IntList(); // the maker's count of a run's first operation
  private final IntList wholes = new IntList(); // 1: a run builds on all that was before it
  private int[] version = NOTHING;
  private int size;
  private int lastRun; // that was asked for

  /** How many operations there are. */
  public int size() {
    return size;
  }

  /** Of all that is here. */
  public int[] version() {
    return version.clone();
  }

  boolean isAt(int[] other) {
    return Arrays.equals(version, other);
  }

  public int runs() {
    return parents.size();
  }

  public int start(int run) {
    return starts.get(run);
  }

  /** Exclusive. */
  public int end(int run) {
    return run + 1 < runs() ? starts.get(run + 1) : size;
  }

  public Origin agent(int run) {
    return agents.get(makers.get(run));
  }

  int agents() {
    return agents.size();
  }

  Origin agentOf(int number) {
    return agents.get(number);
  }

  int numberOfAgent(int run) {
    return makers.get(run);
  }

  /** Those of the run's first operation; not to be changed. */
  int[] parents(int run) {
    return parents.get(run);
  }

  /** Those of any operation. */
  int[] parentsOf(int operation) {
    int run = run(operation);
    return operation == start(run) ? parents.get(run) : new int[] {operation - 1};
  }

  /** The maker's count of an operation, from 0. */
  int count(int operation) {
    int run = run(operation);
    return counts.get(run) + operation - start(run);
  }

  /** Whether all that came before a run is below each of its operations. */
  boolean isWhole(int run) {
    return wholes.get(run) == 1;
  }

  /** How many operations of an agent are here. */
  public int countOf(Origin agent) {
    Integer number = numbers.get(agent);
    if (number == null) {
      return 0;
    }
    IntList runs = runsOf.get(number);
    int last = runs.get(runs.size() - 1);
    return counts.get(last) + end(last) - start(last);
  }

  /** The number here of what an agent did as its n-th. */
  int operation(Origin agent, int count) {
    IntList runs = runsOf.get(numbers.getOrDefault(agent, -1));
    int low = 0;
    int high = runs.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (counts.get(runs.get(middle)) <= count) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    int run = runs.get(low);
    return start(run) + count - counts.get(run);
  }

  /** The run that an operation is in. */
  int run(int operation) {
    if (operation >= start(lastRun) && operation < end(lastRun)) {
      return lastRun;
    }
    lastRun = starts.floor(operation);
    return lastRun;
  }

  /** Who comes first of two who put something at one place: by agent, then by its count. */
  int compare(int one, int other) {
    int run = run(one);
    int second = run(other);
    int byAgent = agent(run).compareTo(agent(second));
    return byAgent != 0 ? byAgent : Integer.compare(count(one), count(other));
  }

  /**
   * Adds operations that build on one another.
   *
   * @param on a version
   * @return whether they go on with the last run
   */
  boolean add(Origin agent, int[] on, int howMany) {
    refuseSenseless(on, howMany);
    int count = countOf(agent);
    boolean goesOn =
        size > 0
            && on.length == 1
            && on[0] == size - 1
            && agent(runs() - 1).equals(agent)
            && count > 0;
    if (!goesOn) {
      int maker = number(agent);
      runsOf.get(maker).add(runs());
      wholes.add(isAt(on) ? 1 : 0);
      parents.add(on.clone());
      starts.add(size);
      makers.add(maker);
      counts.add(count);
    }
    size += howMany;
    version = risen(on);
    return goesOn;
  }

  private int[] risen(int[] on) {
    IntList heads = new IntList();
    for (int head : version) {
      if (Arrays.binarySearch(on, head) < 0) {
        heads.add(head);
      }
    }
    heads.add(size - 1);
    return heads.toArray();
  }

  private int number(Origin agent) {
    Integer known = numbers.get(agent);
    if (known != null) {
      return known;
    }
    if (agents.size() == AGENTS_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED, "a text has " + AGENTS_MAX + " authors, and no room for more");
    }
    numbers.put(agent, agents.size());
    agents.add(agent);
    runsOf.add(new IntList());
    return agents.size() - 1;
  }

  private void refuseSenseless(int[] on, int howMany) {
    if (howMany <= 0 || howMany > OPERATIONS_MAX - size) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          howMany + " operations behind " + size + ": a text has up to " + OPERATIONS_MAX);
    }
    if (on.length > PARENTS_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED, on.length + " versions are seen at once, over " + PARENTS_MAX);
    }
    for (int i = 0; i < on.length; i++) {
      boolean isThere = on[i] >= 0 && on[i] < size && (i == 0 || on[i - 1] < on[i]);
      if (!isThere) {
        throw senseless(on);
      }
    }
    if (on.length > 1 && !isAt(on) && !Arrays.equals(heads(on), on)) {
      throw senseless(on);
    }
  }

  private UserException senseless(int[] on) {
    return new UserException(
        ErrorCode.INVALID_ARGUMENT,
        Arrays.toString(on) + " is no version of a text with " + size + " operations");
  }

  /** The version that takes in all that these operations build on, themselves included. */
  public int[] heads(int[] operations) {
    int[] sorted = Arrays.stream(operations).sorted().distinct().toArray();
    IntList heads = new IntList();
    for (int i = 0; i < sorted.length; i++) {
      boolean isBelow = false;
      for (int j = i + 1; j < sorted.length && !isBelow; j++) {
        isBelow = contains(new int[] {sorted[j]}, sorted[i]);
      }
      if (!isBelow) {
        heads.add(sorted[i]);
      }
    }
    return heads.toArray();
  }

  /** Whether an operation is among those of a version. */
  public boolean contains(int[] of, int operation) {
    return new VersionDifference(this, new int[] {operation}, of).onlyInOne().size() == 0;
  }

  /** What two versions have in common, as a version, and what only one of them has. */
  public VersionDifference difference(int[] one, int[] other) {
    return new VersionDifference(this, one, other);
  }

  /**
   * The last operation that all before it are below and all behind it are above, or -1.
   *
   * @param before a run: it has to lie before this one
   * @param lowest the least parent of that run and all behind it; -1 if one has none
   */
  int critical(int before, int lowest) {
    int low = lowest;
    for (int run = before - 1; run >= 0 && low >= 0; run--) {
      if (low >= start(run) && isWhole(run)) {
        return Math.min(low, end(run) - 1);
      }
      low = Math.min(low, leastParent(run));
    }
    return -1;
  }

  int leastParent(int run) {
    int[] on = parents.get(run);
    return on.length == 0 ? -1 : on[0];
  }
}

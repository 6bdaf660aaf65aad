package io.ewig.engine.sequence;

import java.util.Arrays;

/**
 * How two versions differ; immutable.
 *
 * <p>Goes down from both in falling order of numbers, run by run, until all that is left is below
 * both: so it costs what they do not share, and not the history.
 */
public final class VersionDifference {

  private static final int ONE = 1;
  private static final int OTHER = 2;
  private static final int BOTH = 3;

  private final Ranges onlyInOne = new Ranges();
  private final Ranges onlyInOther = new Ranges();

  private int[] operations = new int[8]; // to be looked at, rising
  private int[] flags = new int[8];
  private int waiting;
  private int undecided; // of those that wait, not below both

  /** Stretches of numbers, the greatest first. */
  public static final class Ranges {

    private final IntList bounds = new IntList();

    public int size() {
      return bounds.size() / 2;
    }

    public int from(int index) {
      return bounds.get(2 * index);
    }

    /** Exclusive. */
    public int to(int index) {
      return bounds.get(2 * index + 1);
    }

    private void add(int from, int to) {
      int last = bounds.size() - 2;
      if (last >= 0 && bounds.get(last) == to) {
        bounds.set(last, from);
      } else {
        bounds.add(from);
        bounds.add(to);
      }
    }
  }

  VersionDifference(CausalGraph graph, int[] one, int[] other) {
    for (int head : one) {
      push(head, ONE);
    }
    for (int head : other) {
      push(head, OTHER);
    }
    while (undecided > 0) {
      descend(graph);
    }
  }

  public Ranges onlyInOne() {
    return onlyInOne;
  }

  public Ranges onlyInOther() {
    return onlyInOther;
  }

  /** Through one run, as far as it is asked for. */
  private void descend(CausalGraph graph) {
    int flag = flags[waiting - 1];
    int at = pop();
    int run = graph.run(at);
    int start = graph.start(run);
    while (waiting > 0 && operations[waiting - 1] >= start) {
      int next = flags[waiting - 1];
      int below = pop();
      note(below + 1, at + 1, flag);
      flag |= next;
      at = below;
    }
    note(start, at + 1, flag);
    for (int parent : graph.parents(run)) {
      push(parent, flag);
    }
  }

  private void note(int from, int to, int flag) {
    if (from < to && flag == ONE) {
      onlyInOne.add(from, to);
    } else if (from < to && flag == OTHER) {
      onlyInOther.add(from, to);
    }
  }

  private int pop() {
    waiting--;
    undecided -= flags[waiting] == BOTH ? 0 : 1;
    return operations[waiting];
  }

  private void push(int operation, int flag) {
    if (waiting == operations.length) {
      operations = Arrays.copyOf(operations, 2 * waiting);
      flags = Arrays.copyOf(flags, 2 * waiting);
    }
    int index = waiting++;
    while (index > 0 && operations[index - 1] > operation) {
      operations[index] = operations[index - 1];
      flags[index] = flags[index - 1];
      index--;
    }
    operations[index] = operation;
    flags[index] = flag;
    undecided += flag == BOTH ? 0 : 1;
  }
}

package io.ewig.engine.sequence;

import org.jspecify.annotations.Nullable;

/**
 * Neighbouring characters that were put in by operations that follow one another, and of which the
 * same has become.
 */
final class Item {

  /** In the place of an operation: the text's beginning or end. */
  static final int NONE = -1;

  /** Not there in the version that is looked at; from 2 on: deleted so many times and one. */
  static final int NOT_YET = 0;

  static final int SEEN = 1;

  final int id; // the operation that put in the first one
  final int left; // the character after which the first was put in
  final int right; // the one before which all were
  int length;
  int state;
  boolean isGone; // deleted by any operation so far

  @Nullable Item parent;
  @Nullable Item before;
  @Nullable Item after;
  int priority;
  int items; // in this tree
  int seen; // characters that are there in the version
  int present; // characters that are in the text

  Item(int id, int length, int left, int right, int state) {
    this.id = id;
    this.length = length;
    this.left = left;
    this.right = right;
    this.state = state;
  }

  int end() {
    return id + length;
  }

  int ownSeen() {
    return state == SEEN ? length : 0;
  }

  int ownPresent() {
    return isGone ? 0 : length;
  }
}

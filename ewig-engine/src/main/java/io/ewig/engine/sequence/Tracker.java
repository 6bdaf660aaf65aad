package io.ewig.engine.sequence;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import org.jspecify.annotations.Nullable;

/**
 * A text's characters as operations that had not seen one another left them: which are there in a
 * version, and where they are in the text with all of them.
 *
 * <p>Begins with a text of which nothing is known but that it is there. Operations are put to it in
 * the version in which they were made; before that, those that their makers had not seen are taken
 * back ({@link #retreat}), and those that they had seen done again ({@link #advance}).
 */
final class Tracker {

  /** What the characters that were there in the beginning go by. */
  private static final int UNKNOWN = 1 << 30;

  private static final int UNKNOWN_LENGTH = (1 << 30) - 1;

  private final OperationLog log;
  private final ItemTree items = new ItemTree();
  private final Deletions deletions = new Deletions();

  Tracker(OperationLog log) {
    this.log = log;
    items.insert(new Item(UNKNOWN, UNKNOWN_LENGTH, Item.NONE, Item.NONE, Item.SEEN), null);
  }

  /** Puts operations of one run to the text; says what that makes of it if somebody asks. */
  void apply(int run, int from, int to, @Nullable TextEdits edits) {
    int place = log.place(run, from, to);
    if (log.kind(run) == OperationLog.INSERT) {
      int at = insert(from, place, to - from);
      if (edits != null) {
        edits.insert(at, log.text(run, from, to));
      }
    } else {
      delete(from, to, place, log.kind(run) == OperationLog.DELETE_BACK, edits);
    }
  }

  private int insert(int operation, int place, int count) {
    Item left = place == 0 ? null : seen(place - 1);
    int leftId = Item.NONE;
    if (left != null) {
      int offset = place - 1 - items.seenBefore(left);
      leftId = left.id + offset;
      if (offset + 1 < left.length) {
        items.split(left, offset + 1);
      }
    }
    Item next = left == null ? items.first() : ItemTree.next(left);
    Item right = next;
    while (right != null && right.state == Item.NOT_YET) {
      right = ItemTree.next(right);
    }
    int rightId = right == null ? Item.NONE : right.id;
    Item fresh = new Item(operation, count, leftId, rightId, Item.SEEN);
    items.insert(fresh, right == next ? left : beforeOf(fresh, left, next, right));
    return items.presentBefore(fresh);
  }

  private Item seen(int place) {
    Item item = items.at(place);
    if (item == null) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "an operation is about place " + place + " behind the text");
    }
    return item;
  }

  /**
   * Finds the place among characters that others put in at the same place and that the maker had
   * not seen: by what they were put in behind, then by what before, then by who did.
   */
  private @Nullable Item beforeOf(
      Item fresh, @Nullable Item left, @Nullable Item next, @Nullable Item right) {
    Item place = left;
    boolean isScanning = false;
    for (Item other = next; other != null && other != right; other = ItemTree.next(other)) {
      int byLeft = comparePlaces(other.left, -1, fresh.left, -1);
      if (byLeft < 0) {
        break;
      }
      if (byLeft == 0) {
        int byRight = comparePlaces(other.right, 1, fresh.right, 1);
        if (byRight == 0 && log.graph().compare(fresh.id, other.id) < 0) {
          break;
        }
        isScanning = byRight < 0;
      }
      place = isScanning ? place : other;
    }
    return place;
  }

  /**
   * @param oneEnds on which side of all others NONE is
   * @param otherEnds the same
   */
  private int comparePlaces(int one, int oneEnds, int other, int otherEnds) {
    if (one == other) {
      return 0;
    } else if (one == Item.NONE) {
      return oneEnds;
    } else if (other == Item.NONE) {
      return -otherEnds;
    }
    Item of = items.of(one);
    Item ofOther = items.of(other);
    return of.id == ofOther.id
        ? Integer.compare(one, other)
        : Integer.compare(items.index(of), items.index(ofOther));
  }

  private void delete(int from, int to, int place, boolean isBack, @Nullable TextEdits edits) {
    int left = to - from;
    while (left > 0) {
      int last = isBack ? place + left - 1 : place; // in the order of operations
      Item item = seen(last);
      int offset = last - items.seenBefore(item);
      int first = isBack ? Math.max(0, offset + 1 - left) : offset;
      item = first > 0 ? items.split(item, first) : item;
      int taken = isBack ? offset + 1 - first : Math.min(left, item.length);
      if (taken < item.length) {
        items.split(item, taken);
      }
      deletions.add(to - left, isBack ? item.end() - 1 : item.id, isBack ? -1 : 1);
      if (!item.isGone && edits != null) {
        edits.delete(items.presentBefore(item), taken);
      }
      item.isGone = true;
      item.state++;
      ItemTree.changed(item);
      left -= taken;
    }
  }

  /** Takes operations back that the next maker had not seen. */
  void retreat(int from, int to) {
    shift(from, to, -1);
  }

  /** Does operations again that the next maker had seen. */
  void advance(int from, int to) {
    shift(from, to, 1);
  }

  private void shift(int from, int to, int by) {
    log.each(from, to, (run, start, end) -> shift(run, start, end, by));
  }

  private void shift(int run, int from, int to, int by) {
    if (log.kind(run) == OperationLog.INSERT) {
      shiftItems(from, to, by);
    } else {
      deletions.each(from, to, (first, last) -> shiftItems(first, last, by));
    }
  }

  private void shiftItems(int from, int to, int by) {
    int at = from;
    while (at < to) {
      Item item = items.of(at);
      item = item.id < at ? items.split(item, at - item.id) : item;
      if (item.end() > to) {
        items.split(item, to - item.id);
      }
      item.state += by;
      ItemTree.changed(item);
      at = item.end();
    }
  }
}

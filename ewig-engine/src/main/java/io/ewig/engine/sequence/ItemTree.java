package io.ewig.engine.sequence;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The items of a text in their order: found by place, by operation, and by what is beside them, in
 * logarithmic time.
 *
 * <p>A treap, with priorities that follow from the order in which items came.
 */
final class ItemTree {

  private static final int MIXER = 0x9E3779B1;

  private final TreeMap<Integer, Item> byId = new TreeMap<>();
  private @Nullable Item root;
  private int made;

  /** The item with the character that is at a place in the version; null behind the last. */
  @Nullable Item at(int place) {
    Item item = root;
    int rest = place;
    while (item != null) {
      int before = item.before == null ? 0 : item.before.seen;
      if (rest < before) {
        item = item.before;
      } else if (rest < before + item.ownSeen()) {
        return item;
      } else {
        rest -= before + item.ownSeen();
        item = item.after;
      }
    }
    return null;
  }

  /** How many characters of the version are before an item. */
  int seenBefore(Item item) {
    int seen = item.before == null ? 0 : item.before.seen;
    for (Item at = item; at.parent != null; at = at.parent) {
      if (at == at.parent.after) {
        seen += at.parent.seen - at.seen;
      }
    }
    return seen;
  }

  /** How many characters of the text are before an item. */
  int presentBefore(Item item) {
    int present = item.before == null ? 0 : item.before.present;
    for (Item at = item; at.parent != null; at = at.parent) {
      if (at == at.parent.after) {
        present += at.parent.present - at.present;
      }
    }
    return present;
  }

  /** How many items are before one. */
  int index(Item item) {
    int items = item.before == null ? 0 : item.before.items;
    for (Item at = item; at.parent != null; at = at.parent) {
      if (at == at.parent.after) {
        items += at.parent.items - at.items;
      }
    }
    return items;
  }

  /** The item that has the character which an operation put in. */
  Item of(int id) {
    Map.Entry<Integer, Item> found = byId.floorEntry(id);
    if (found == null || id >= found.getValue().end()) {
      throw new IllegalStateException("operation " + id + " put nothing in");
    }
    return found.getValue();
  }

  @Nullable Item first() {
    Item item = root;
    while (item != null && item.before != null) {
      item = item.before;
    }
    return item;
  }

  static @Nullable Item next(Item item) {
    if (item.after != null) {
      Item next = item.after;
      while (next.before != null) {
        next = next.before;
      }
      return next;
    }
    Item at = item;
    while (at.parent != null && at == at.parent.after) {
      at = at.parent;
    }
    return at.parent;
  }

  /** Puts an item behind another; null: before all. */
  void insert(Item fresh, @Nullable Item left) {
    fresh.priority = ++made * MIXER;
    byId.put(fresh.id, fresh);
    if (root == null) {
      root = fresh;
    } else if (left != null && left.after == null) {
      left.after = fresh;
      fresh.parent = left;
    } else {
      Item right = left == null ? first() : next(left);
      if (right == null) {
        throw new IllegalStateException("an item without a neighbour");
      }
      right.before = fresh;
      fresh.parent = right;
    }
    count(fresh);
    while (fresh.parent != null && fresh.parent.priority < fresh.priority) {
      rise(fresh, fresh.parent);
    }
    changed(fresh.parent);
  }

  /** Parts an item; what is returned is behind it and begins with its n-th character. */
  Item split(Item item, int at) {
    Item rest = new Item(item.id + at, item.length - at, item.id + at - 1, item.right, item.state);
    rest.isGone = item.isGone;
    item.length = at;
    changed(item);
    insert(rest, item);
    return rest;
  }

  /** To be called when an item's length or state is another. */
  static void changed(@Nullable Item item) {
    for (Item at = item; at != null; at = at.parent) {
      count(at);
    }
  }

  private static void count(Item item) {
    int items = 1;
    int seen = item.ownSeen();
    int present = item.ownPresent();
    Item before = item.before;
    if (before != null) {
      items += before.items;
      seen += before.seen;
      present += before.present;
    }
    Item after = item.after;
    if (after != null) {
      items += after.items;
      seen += after.seen;
      present += after.present;
    }
    item.items = items;
    item.seen = seen;
    item.present = present;
  }

  /** Puts an item in the place of its parent. */
  private void rise(Item item, Item parent) {
    Item above = parent.parent;
    if (item == parent.before) {
      parent.before = item.after;
      if (item.after != null) {
        item.after.parent = parent;
      }
      item.after = parent;
    } else {
      parent.after = item.before;
      if (item.before != null) {
        item.before.parent = parent;
      }
      item.before = parent;
    }
    parent.parent = item;
    item.parent = above;
    if (above == null) {
      root = item;
    } else if (above.before == parent) {
      above.before = item;
    } else {
      above.after = item;
    }
    count(parent);
    count(item);
  }
}

package io.ewig.engine.internal.shred;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Templates that were met, found by what a lexer has just parted; only grows. */
final class TemplateTable {

  /** A template, how often it was met, and the number of its shape once it has one. */
  static final class Entry {
    final byte[] template;
    final int hash;
    int count;
    int shape = -1;

    Entry(byte[] template, int hash) {
      this.template = template;
      this.hash = hash;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private @Nullable Entry[] slots = new @Nullable Entry[64];

  List<Entry> entries() {
    return entries;
  }

  void clear() {
    entries.clear();
    slots = new @Nullable Entry[64];
  }

  @Nullable Entry find(PayloadLexer lexer, int hash) {
    for (int slot = hash & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
      Entry entry = slots[slot];
      if (entry == null || (entry.hash == hash && lexer.hasTemplate(entry.template))) {
        return entry;
      }
    }
  }

  void add(Entry entry) {
    entries.add(entry);
    if (2 * entries.size() > slots.length) {
      slots = new @Nullable Entry[2 * slots.length];
      entries.forEach(this::place);
    } else {
      place(entry);
    }
  }

  private void place(Entry entry) {
    int slot = entry.hash & (slots.length - 1);
    while (slots[slot] != null) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = entry;
  }
}

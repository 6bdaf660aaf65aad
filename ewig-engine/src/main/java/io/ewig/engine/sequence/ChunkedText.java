package io.ewig.engine.sequence;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.Arrays;

/**
 * A text that is edited anywhere, in chunks; places are code points.
 *
 * <p>A place is looked for from where the last edit was, so an edit beside the last one costs a
 * copy of part of a chunk, and any other one a step a chunk.
 */
final class ChunkedText implements TextEdits {

  /** Half of it is what a chunk is filled to. */
  private static final int CHUNK_CHARS_MAX = 2_048;

  private Chunk[] chunks = {new Chunk(16)};
  private int count = 1;
  private int length;
  private int current; // the chunk of the last edit
  private int before; // code points in the chunks before it

  private static final class Chunk {
    char[] chars;
    int used;
    int points;

    Chunk(int capacity) {
      chars = new char[capacity];
    }

    /** Where a code point starts among the chars. */
    int index(int point) {
      return used == points ? point : Character.offsetByCodePoints(chars, 0, used, 0, point);
    }

    void insert(int at, CharSequence text, int from, int to) {
      int more = to - from;
      if (used + more > chars.length) {
        int capacity = Math.max(used + more, Math.min(CHUNK_CHARS_MAX, 2 * chars.length));
        chars = Arrays.copyOf(chars, capacity);
      }
      System.arraycopy(chars, at, chars, at + more, used - at);
      if (text instanceof String string) {
        string.getChars(from, to, chars, at);
      } else {
        for (int i = 0; i < more; i++) {
          chars[at + i] = text.charAt(from + i);
        }
      }
      used += more;
    }
  }

  int length() {
    return length;
  }

  @Override
  public void insert(int at, CharSequence text) {
    if (at < 0 || at > length) {
      throw outside(at, 0);
    }
    seek(at);
    Chunk chunk = chunks[current];
    int chars = text.length();
    int points = Character.codePointCount(text, 0, chars);
    int index = chunk.index(at - before);
    if (chunk.used + chars <= CHUNK_CHARS_MAX) {
      chunk.insert(index, text, 0, chars);
      chunk.points += points;
    } else {
      spread(index, text);
    }
    length += points;
  }

  /** Puts a text into the current chunk that has no room for it. */
  private void spread(int index, CharSequence text) {
    Chunk full = chunks[current];
    StringBuilder all = new StringBuilder(full.used + text.length());
    all.append(full.chars, 0, index).append(text).append(full.chars, index, full.used - index);
    int half = CHUNK_CHARS_MAX / 2;
    Chunk[] parts = new Chunk[all.length() / half + 1];
    int made = 0;
    int from = 0;
    while (from < all.length()) {
      int to = Math.min(all.length(), from + half);
      boolean isPair = to < all.length() && Character.isLowSurrogate(all.charAt(to));
      to += isPair && Character.isHighSurrogate(all.charAt(to - 1)) ? 1 : 0;
      Chunk part = new Chunk(to - from);
      part.insert(0, all, from, to);
      part.points = Character.codePointCount(part.chars, 0, part.used);
      parts[made++] = part;
      from = to;
    }
    Chunk[] grown = new Chunk[Math.max(chunks.length, 2 * (count + made))];
    System.arraycopy(chunks, 0, grown, 0, current);
    System.arraycopy(parts, 0, grown, current, made);
    System.arraycopy(chunks, current + 1, grown, current + made, count - current - 1);
    chunks = grown;
    count += made - 1;
  }

  @Override
  public void delete(int at, int howMany) {
    if (at < 0 || howMany < 0 || howMany > length - at) {
      throw outside(at, howMany);
    }
    length -= howMany;
    int left = howMany;
    while (left > 0) {
      seek(at);
      if (at == before + chunks[current].points) { // it begins with the next one
        before += chunks[current].points;
        current++;
      }
      Chunk chunk = chunks[current];
      int first = at - before;
      int taken = Math.min(left, chunk.points - first);
      int from = chunk.index(first);
      int to = chunk.index(first + taken);
      System.arraycopy(chunk.chars, to, chunk.chars, from, chunk.used - to);
      chunk.used -= to - from;
      chunk.points -= taken;
      left -= taken;
      if (chunk.used == 0) {
        dropCurrent();
      }
    }
  }

  private void dropCurrent() {
    if (count == 1) {
      return;
    }
    System.arraycopy(chunks, current + 1, chunks, current, count - current - 1);
    count--;
    if (current == count) {
      current--;
      before -= chunks[current].points;
    }
  }

  /** Makes the first chunk current that reaches as far as a place. */
  private void seek(int at) {
    while (at < before || (at == before && current > 0)) {
      current--;
      before -= chunks[current].points;
    }
    while (at > before + chunks[current].points) {
      before += chunks[current].points;
      current++;
    }
  }

  private UserException outside(int at, int howMany) {
    return new UserException(
        ErrorCode.INVALID_ARGUMENT,
        howMany + " characters at " + at + " lie outside of a text of " + length);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < count; i++) {
      text.append(chunks[i].chars, 0, chunks[i].used);
    }
    return text.toString();
  }
}

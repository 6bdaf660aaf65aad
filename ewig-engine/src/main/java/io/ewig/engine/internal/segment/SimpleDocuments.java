package io.ewig.engine.internal.segment;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which of a segment's payloads were found to be short and simple JSON documents, a bit for each:
 * what a segment holds never changes, so nobody has to look a second time.
 *
 * <p>Any thread. Of two that note something at once one may be forgotten, and is found again.
 */
final class SimpleDocuments {

  private static final int WORDS_MIN = 64;

  private final long baseSeq;
  private volatile AtomicLongArray words = new AtomicLongArray(0);

  SimpleDocuments(long baseSeq) {
    this.baseSeq = baseSeq;
  }

  boolean has(long seq) {
    int number = (int) (seq - baseSeq);
    AtomicLongArray known = words;
    int word = number / Long.SIZE;
    return word < known.length() && (known.getOpaque(word) & 1L << number) != 0;
  }

  void add(long seq) {
    int number = (int) (seq - baseSeq);
    int word = number / Long.SIZE;
    AtomicLongArray known = withRoomFor(word);
    known.setOpaque(word, known.getOpaque(word) | 1L << number);
  }

  private AtomicLongArray withRoomFor(int word) {
    AtomicLongArray known = words;
    if (word < known.length()) {
      return known;
    }
    AtomicLongArray more = new AtomicLongArray(Math.max(WORDS_MIN, 2 * word));
    for (int i = 0; i < known.length(); i++) {
      more.setOpaque(i, known.getOpaque(i));
    }
    words = more;
    return more;
  }
}

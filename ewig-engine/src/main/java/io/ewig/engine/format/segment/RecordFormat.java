package io.ewig.engine.format.segment;

/**
 * How frames lie in a segment file, in the {@code .cq4} files of Chronicle Queue and our own {@code
 * .ewl} files alike, so that one reader serves both.
 *
 * <pre>
 *   0        4            4+length   next multiple of 4
 *   +--------+------------+---------+
 *   | word   | content    | padding |
 *   | 4      | length     | 0..3    |
 *   +--------+------------+---------+
 *   word: bits 0-29 length, bit 30 META, bit 31 NOT COMPLETE
 *
 *   file   = record* zero*
 *   record = META: Chronicle's own header and index pages, or the magic of an .ewl file; skipped
 *          | data: a frame
 *   word 0 = nothing written from here on
 * </pre>
 */
public final class RecordFormat {

  public static final int WORD_BYTES = 4;
  public static final int LENGTH_MASK = 0x3FFF_FFFF;
  public static final int META = 0x4000_0000;
  public static final int NOT_COMPLETE = 0x8000_0000;

  private RecordFormat() {}

  public static int length(int word) {
    return word & LENGTH_MASK;
  }

  public static boolean isMeta(int word) {
    return (word & META) != 0;
  }

  public static boolean isComplete(int word) {
    return (word & NOT_COMPLETE) == 0;
  }

  /** Where the record after the one at an offset starts. */
  public static int next(int offset, int word) {
    return (offset + WORD_BYTES + length(word) + 3) & ~3;
  }
}

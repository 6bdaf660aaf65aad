package io.ewig.engine.sequence;

/**
 * The bytes of an {@link OperationLog}; the same operations in the same order give the same bytes.
 *
 * <pre>
 * log     = version: u8 (1), agents, runs, texts
 * agents  = count: varint, ( origin (16) )*                    in the order in which they appear
 * runs    = operations: varint, ( run )*                       until there are so many
 * run     = agent: varint, length: varint, parents, ( stretch )*      as many operations as length
 * parents = 0                                                  the operation before
 *         | 1 + count: varint, ( start of the run - parent: varint )*     rising parents
 * stretch = length &lt;&lt; 2 | kind: varint, place: zigzag       from where the last one ended
 * kind    = 0 put in | 1 taken out | 2 taken out, the last character first
 * texts   = length: varint, UTF-8                              all that was put in
 * </pre>
 *
 * <p>A stretch ends behind what it put in, or where something was taken out.
 */
final class LogFormat {

  static final int VERSION = 1;

  static final int KIND_BITS = 2;

  private LogFormat() {}

  /** Where a stretch of that kind ends. */
  static int end(int kind, int place, int length) {
    return kind == OperationLog.INSERT ? place + length : place;
  }
}

package io.ewig.calcite.vector;

/** In which form a column comes. */
public enum VectorKind {
  /** Whole numbers, never null; as values they are BIGINT. */
  NUMBER,
  /** Instants as nanoseconds since 1970, never null. */
  INSTANT,
  /** Texts by codes, never null. */
  NAME,
  /** JSON texts, with single places of them as vectors. */
  DOCUMENT,
  /** Values one by one, as they are in rows. */
  VALUE
}

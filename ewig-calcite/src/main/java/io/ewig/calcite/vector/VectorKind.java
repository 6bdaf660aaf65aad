package io.ewig.calcite.vector;

/** In which form a column comes. */
public enum VectorKind {
  /** Whole numbers, booleans as 0 and 1, days since 1970: what the column's type says. */
  NUMBER,
  /** Instants as nanoseconds since 1970, never null. */
  INSTANT,
  /** Texts by codes, never null. */
  NAME,
  /** Any values, null as well, by codes, of which several may stand for one value. */
  CODED,
  /** Texts as UTF-8. */
  TEXT,
  /** JSON texts, with single places of them as vectors. */
  DOCUMENT,
  /** Values one by one, as they are in rows. */
  VALUE
}

package io.ewig.jdbc.hibernate;

import org.hibernate.dialect.sequence.ANSISequenceSupport;

/** Sequences of the standard: {@code NEXT VALUE FOR}, wherever an expression stands. */
final class StandardSequences extends ANSISequenceSupport {

  static final StandardSequences INSTANCE = new StandardSequences();

  private StandardSequences() {}

  @Override
  public String getSequenceNextValString(String sequence) {
    return "select " + getSelectSequenceNextValString(sequence);
  }
}

package io.ewig.parser.definition;

/** What a definition is about. */
public enum ObjectKind {
  TABLE,
  VIEW,
  INDEX,
  SCHEMA,
  SEQUENCE,
  COLUMN
}

package io.ewig.calcite.relation;

import io.ewig.engine.value.Type;

/**
 * A column of something in FROM.
 *
 * @param isHidden whether {@code *} leaves it out
 */
public record RelationColumn(
    String name, Type type, boolean isNullable, boolean isHidden, boolean isAutoIncrement) {

  public static RelationColumn of(String name, Type type) {
    return new RelationColumn(name, type, false, false, false);
  }

  public static RelationColumn nullable(String name, Type type) {
    return new RelationColumn(name, type, true, false, false);
  }

  /** The same column where it may be null. */
  public RelationColumn withNulls() {
    return new RelationColumn(name, type, true, isHidden, isAutoIncrement);
  }
}

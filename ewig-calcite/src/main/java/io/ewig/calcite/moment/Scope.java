package io.ewig.calcite.moment;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

/** The common table expressions that are visible somewhere in a statement; immutable. */
record Scope(@Nullable Named last, @Nullable Scope before) {

  static final Scope EMPTY = new Scope(null, null);

  /**
   * A common table expression.
   *
   * @param original its query before it was rewritten; null if it may be about itself
   * @param moment at which it is read where its name alone stands
   * @param visible what its query sees
   */
  record Named(SqlWithItem item, @Nullable SqlNode original, MomentText moment, Scope visible) {}

  Scope with(Named more) {
    return new Scope(more, this);
  }

  @Nullable Named find(String name) {
    for (Scope at = this; at != null; at = at.before) {
      if (at.last != null && at.last.item.name.getSimple().equals(name)) {
        return at.last;
      }
    }
    return null;
  }
}

package io.ewig.calcite.definition;

import io.ewig.engine.schema.Check;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.parser.definition.LikeTable;
import io.ewig.parser.definition.LikeTable.Trait;
import java.util.List;
import java.util.Set;

/** {@code CREATE TABLE .. (LIKE t)}: what a new table takes over from another one. */
final class Models {

  private Models() {}

  /** Columns with their types, NOT NULL and laws for merges. */
  static void addColumns(LikeTable like, TableBuilder builder, Definer definer) {
    Set<Trait> traits = like.traits();
    for (Column column : definer.table(like.table()).columns()) {
      if (column.isHidden()) {
        continue;
      }
      builder.column(column.name(), column.type(), byDefault(column, traits), column.nullable());
      if (column.mergeLaw() != MergeLaw.LWW) {
        builder.mergeLaw(column.name(), column.mergeLaw());
      }
      if (traits.contains(Trait.COMMENTS)) {
        builder.columnComment(column.name(), column.comment());
      }
    }
  }

  /** Like the laws of columns it is taken over, of any of them. */
  static boolean deletionsWin(List<LikeTable> models, Definer definer) {
    return models.stream().anyMatch(like -> definer.table(like.table()).deletionsWin());
  }

  private static Default byDefault(Column column, Set<Trait> traits) {
    Default known = column.byDefault();
    Trait trait =
        known instanceof Default.Identity
            ? Trait.IDENTITY
            : column.isGenerated() ? Trait.GENERATED : Trait.DEFAULTS;
    return traits.contains(trait) ? known : Default.none();
  }

  /** Checks, keys and indexes; these get names of their own. */
  static void addConstraints(LikeTable like, TableBuilder builder, Definer definer) {
    Table model = definer.table(like.table());
    if (like.traits().contains(Trait.CONSTRAINTS)) {
      for (Check check : model.checks()) {
        builder.check(check.name(), check.text());
      }
    }
    if (like.traits().contains(Trait.INDEXES)) {
      model.keys().forEach(key -> add(key, model, builder));
    }
  }

  private static void add(Index key, Table model, TableBuilder builder) {
    String[] columns =
        key.columnIds().stream().map(id -> model.columnOfId(id).name()).toArray(String[]::new);
    switch (key.role()) {
      case PRIMARY_KEY -> {
        if (!model.hasHiddenKey()) {
          builder.primaryKey(columns);
        }
      }
      case UNIQUE_CONSTRAINT -> builder.unique("", columns);
      case UNIQUE_INDEX -> builder.uniqueIndex("", columns);
      case INDEX -> builder.index("", columns);
    }
  }
}

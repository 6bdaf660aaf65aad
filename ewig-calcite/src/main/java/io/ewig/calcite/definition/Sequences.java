package io.ewig.calcite.definition;

import io.ewig.calcite.moment.QualifiedName;
import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Type;
import io.ewig.parser.definition.AlterSequence;
import io.ewig.parser.definition.ColumnType;
import io.ewig.parser.definition.CreateSequence;
import io.ewig.parser.definition.SequenceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** CREATE SEQUENCE, ALTER SEQUENCE, and columns that count with one or by themselves. */
final class Sequences {

  private Sequences() {}

  static void create(CreateSequence create, Definer definer) {
    QualifiedName name = definer.name(create.name());
    boolean isThere = definer.catalog().findSequence(name.schema(), name.name()).isPresent();
    if (isThere && create.ifNotExists()) {
      return;
    }
    SequenceOptions options = create.options();
    if (options.isRestart()) {
      throw new UserException(
          ErrorCode.SYNTAX_ERROR, "RESTART is for ALTER SEQUENCE; say START WITH");
    }
    UUID id = definer.transaction().newId();
    long step = options.increment().orElse(1L);
    Range range = Range.of(options);
    long least = options.least().orElse(range.least(step));
    long greatest = options.greatest().orElse(range.greatest(step));
    long start = options.start().orElse(step > 0 ? least : greatest);
    boolean cycles = options.isCycle().orElse(false);
    definer
        .transaction()
        .create(
            new Sequence(
                id, name.schema(), name.name(), start, step, least, greatest, cycles, start, ""));
  }

  /** The numbers of a type; those on the other side of 0 only if somebody asks for them. */
  record Range(long min, long max) {
    static Range of(SequenceOptions options) {
      Kind kind = options.type().map(type -> ColumnType.of(type).kind()).orElse(Type.BIGINT.kind());
      return switch (kind) {
        case TINYINT -> new Range(Byte.MIN_VALUE, Byte.MAX_VALUE);
        case SMALLINT -> new Range(Short.MIN_VALUE, Short.MAX_VALUE);
        case INTEGER -> new Range(Integer.MIN_VALUE, Integer.MAX_VALUE);
        case BIGINT -> new Range(Long.MIN_VALUE, Long.MAX_VALUE);
        default ->
            throw new UserException(
                ErrorCode.INVALID_ARGUMENT,
                "a sequence gives whole numbers, not " + kind.text() + "; say AS BIGINT");
      };
    }

    long least(long step) {
      return step > 0 ? 1 : min;
    }

    long greatest(long step) {
      return step > 0 ? max : -1;
    }
  }

  static void alter(AlterSequence alter, Definer definer) {
    QualifiedName name = definer.known(alter.name());
    if (alter.ifExists() && definer.catalog().findSequence(name.schema(), name.name()).isEmpty()) {
      return;
    }
    Sequence old = definer.sequence(alter.name());
    Optional<String> newName = alter.newName();
    if (newName.isPresent()) {
      rename(old, newName.get(), definer);
    } else {
      Sequence altered = altered(old, alter.options(), definer);
      definer.transaction().replace(altered);
      definer.run().session().keepDrawn(old, altered);
    }
  }

  /** Columns that count with it follow. */
  private static void rename(Sequence old, String newName, Definer definer) {
    definer.requireName(old.schema(), newName);
    Dependents.onSequence(old, definer).requireNone("drop what reads it first");
    List<Use> uses = uses(old, definer);
    definer.transaction().drop(old);
    definer
        .transaction()
        .create(
            new Sequence(
                old.id(),
                old.schema(),
                newName,
                old.start(),
                old.step(),
                old.min(),
                old.max(),
                old.cycle(),
                old.first(),
                old.comment()));
    uses.forEach(use -> use.set(new Default.OfSequence(old.schema(), newName), definer));
  }

  /** Unless it is told to begin anew, it goes on from the number that came last. */
  private static Sequence altered(Sequence old, SequenceOptions options, Definer definer) {
    long step = options.increment().orElse(old.step());
    Range range = Range.of(options);
    long least = options.least().orElse(options.hasNoLeast() ? range.least(step) : old.min());
    long greatest =
        options.greatest().orElse(options.hasNoGreatest() ? range.greatest(step) : old.max());
    long start = options.start().orElse(old.start());
    Sequence anew =
        new Sequence(
            definer.transaction().newId(),
            old.schema(),
            old.name(),
            start,
            step,
            least,
            greatest,
            options.isCycle().orElse(old.cycle()),
            options.restart().orElse(start),
            old.comment());
    return options.isRestart() ? anew : definer.transaction().following(old, anew);
  }

  /**
   * Drops a sequence that no column counts with.
   *
   * @param isCascade whether columns that count with it lose their default
   */
  static void drop(Sequence sequence, boolean isCascade, Definer definer) {
    List<Use> uses = uses(sequence, definer);
    if (!uses.isEmpty() && !isCascade) {
      throw new UserException(
          ErrorCode.STILL_NEEDED,
          sequence
              + " numbers "
              + uses.get(0)
              + (uses.size() > 1 ? " and others" : "")
              + "; drop that default first, or say CASCADE");
    }
    Dependents.onSequence(sequence, definer).resolve(isCascade, definer);
    uses.forEach(use -> use.set(Default.none(), definer));
    definer.transaction().drop(sequence);
  }

  /** A column that counts with a sequence. */
  private record Use(UUID table, String column, String shown) {
    void set(Default byDefault, Definer definer) {
      Table current = definer.catalog().find(table).orElseThrow();
      definer.transaction().alter(current, new Alteration.SetDefault(column, byDefault));
    }

    @Override
    public String toString() {
      return shown;
    }
  }

  private static List<Use> uses(Sequence sequence, Definer definer) {
    Default wanted = new Default.OfSequence(sequence.schema(), sequence.name());
    List<Use> uses = new ArrayList<>();
    for (Table table : definer.catalog().tables()) {
      for (Column column : table.columns()) {
        if (column.byDefault().equals(wanted)) {
          String shown = "column '" + column.name() + "' of " + table;
          uses.add(new Use(table.id(), column.name(), shown));
        }
      }
    }
    return uses;
  }
}

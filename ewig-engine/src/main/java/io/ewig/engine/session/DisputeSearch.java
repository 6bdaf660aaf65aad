package io.ewig.engine.session;

import io.ewig.engine.internal.late.Held;
import io.ewig.engine.internal.late.HeldRows;
import io.ewig.engine.internal.late.Parted;
import io.ewig.engine.internal.late.VoidDefinitions;
import io.ewig.engine.internal.row.TableWriter;
import io.ewig.engine.internal.rule.Rules;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.merge.Edit;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a view has of disputes; one thread. */
final class DisputeSearch {

  private final View view;
  private final Source source;
  private final HeldRows held;
  private final Rules rules;
  private final List<Disputes.Dispute> found = new ArrayList<>();

  DisputeSearch(View view, Rules rules) {
    this.view = view;
    this.source = view.source();
    this.rules = rules;
    this.held = new HeldRows(source);
  }

  List<Disputes.Dispute> all() {
    List<Table> tables = new ArrayList<>(view.tables());
    tables.sort(Comparator.comparing(Table::toString));
    for (Table table : tables) {
      boolean isHere = view.isHere(table);
      TableCodec codec = view.codecs().of(table);
      for (byte[] key : isHere ? held.keys(table.id()) : List.<byte[]>of()) {
        for (Period piece : held.pieces(table.id(), key, Long.MIN_VALUE, Version.OPEN)) {
          held(codec, key, piece);
        }
      }
      byte[] start = Space.PARTED.key(Space.idOf(table.id()));
      Source.Keys keys = source.keys(start, Space.after(start));
      while (keys.next()) {
        byte[] key = Space.afterId(keys.key());
        for (Period piece : source.pieces(keys.key(), Long.MIN_VALUE, Version.OPEN)) {
          if (key.length == 0) {
            VoidDefinitions.read(piece.value()).forEach(each -> defined(table, each));
          } else if (isHere) {
            parted(codec, key, piece);
          }
        }
      }
    }
    return found;
  }

  private void defined(Table table, Optional<Table> other) {
    String ours = TableDispute.describe(table);
    String theirs = other.map(TableDispute::describe).orElse(null);
    String id =
        MergeConflict.id(
            MergeConflict.Kind.TABLE,
            Space.idOf(table.id()),
            "",
            0,
            0,
            null,
            null,
            other.map(TableWriter::write).orElse(null));
    MergeConflict conflict =
        new MergeConflict(
            id,
            MergeConflict.Kind.TABLE,
            table.toString(),
            "",
            "definition",
            null,
            ours,
            theirs,
            null,
            table);
    found.add(new TableDispute(conflict, table));
  }

  private void held(TableCodec codec, byte[] key, Period piece) {
    Held row = Held.read(piece.value());
    byte[] rowKey = codec.rowKey(key);
    Edit.OfRow edit =
        new Edit.OfRow(codec.table(), key, row.row(), piece.validFrom(), piece.validTo());
    MergeConflict conflict =
        MergeConflict.violation(
            codec.table(),
            rowKey,
            codec.describe(key),
            edit,
            winner(codec, row, piece),
            why(codec.table(), key, codec.toRow(row.row()), row, piece));
    found.add(new HeldDispute(conflict, codec, key, piece, row.reason()));
  }

  private String why(Table table, byte[] key, Row row, Held why, Period piece) {
    if (why.reason() != Held.Reason.UNIQUE) {
      return rules
          .wrong(table, key, row, piece.validFrom(), piece.validTo())
          .orElse("a row of " + table + " waits for what it needs");
    }
    Optional<Index> index =
        table.keys().stream().filter(each -> each.name().equals(why.rule())).findFirst();
    return Objects.requireNonNull(
        Rules.notUnique(table, index.orElseThrow(), row).getMessage(), "errors have texts");
  }

  /** The row that keeps another out, unless something keeps it out as well. */
  private @Nullable Row winner(TableCodec codec, Held row, Period during) {
    return row.winner().length == 0 ? null : there(codec, row.winner(), during);
  }

  private @Nullable Row there(TableCodec codec, byte[] key, Period during) {
    List<Period> pieces = source.pieces(codec.rowKey(key), during.validFrom(), during.validTo());
    return pieces.isEmpty() ? null : codec.toRow(pieces.get(0).value());
  }

  /** For as long as the row is one and the same. */
  private void parted(TableCodec codec, byte[] key, Period piece) {
    Table table = codec.table();
    for (Period now : held.raw(codec, key, piece.validFrom(), piece.validTo())) {
      Row row = codec.toRow(now.value());
      for (Parted each : Parted.read(piece.value())) {
        Row other = codec.toRow(each.other());
        switch (each.kind()) {
          case CELL -> {
            int position = table.positionOfId(each.columnId());
            if (position >= 0) { // else it was dropped
              cell(codec, key, now, row, each, position);
            }
          }
          case ROW -> row(MergeConflict.Kind.ROW, "", codec, key, now, row, other);
          case CHECK -> {
            String rule = "'" + each.rule() + "' would be broken by both together";
            row(MergeConflict.Kind.CONSTRAINT, rule, codec, key, now, row, other);
          }
        }
      }
    }
  }

  private void cell(
      TableCodec codec, byte[] key, Period now, Row row, Parted parted, int position) {
    Column column = codec.table().columns().get(position);
    Object base = parted.base().length == 0 ? null : codec.toRow(parted.base()).get(position);
    Object other = codec.toRow(parted.other()).get(position);
    String id =
        MergeConflict.id(
            MergeConflict.Kind.CELL,
            codec.rowKey(key),
            column.name(),
            now.validFrom(),
            now.validTo(),
            parted.base(),
            codec.toBytes(only(row, position)),
            parted.other());
    MergeConflict conflict =
        new MergeConflict(
            id,
            MergeConflict.Kind.CELL,
            codec.table().toString(),
            codec.describe(key),
            column.name(),
            base,
            row.get(position),
            other,
            now.valid(),
            codec.table());
    found.add(new CellDispute(conflict, codec, key, now, position));
  }

  private static Row only(Row row, int position) {
    @Nullable Object[] values = new @Nullable Object[row.size()];
    values[position] = row.get(position);
    return Row.wrap(values);
  }

  private void row(
      MergeConflict.Kind kind,
      String what,
      TableCodec codec,
      byte[] key,
      Period now,
      Row row,
      Row other) {
    String id =
        MergeConflict.id(
            kind,
            codec.rowKey(key),
            what,
            now.validFrom(),
            now.validTo(),
            null,
            now.value(),
            codec.toBytes(other));
    MergeConflict conflict =
        new MergeConflict(
            id,
            kind,
            codec.table().toString(),
            codec.describe(key),
            what,
            null,
            row,
            other,
            now.valid(),
            codec.table());
    found.add(new RowDispute(conflict, codec, key, now));
  }
}

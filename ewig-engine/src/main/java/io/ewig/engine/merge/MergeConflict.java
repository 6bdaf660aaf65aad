package io.ewig.engine.merge;

import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import org.jspecify.annotations.Nullable;

/**
 * Something that a merge can't decide.
 *
 * @param id stays the same as long as the three values do
 * @param where the table, or the world
 * @param key of the row or object, for people; empty for a table
 * @param what the column, the place in a document, the part of a definition, or what is violated
 * @param base what it was; null stands for nothing
 * @param ours what the target made of it
 * @param theirs what the source made of it
 * @param valid when the values of a row clash
 * @param table as it will be defined; null for an object
 */
public record MergeConflict(
    String id,
    Kind kind,
    String where,
    String key,
    String what,
    @Nullable Object base,
    @Nullable Object ours,
    @Nullable Object theirs,
    @Nullable ValidPeriod valid,
    @Nullable Table table) {

  /** What clashes. */
  public enum Kind {
    /** Both sides changed a column of a row; values are those of its type. */
    CELL,
    /** One side deleted a row, the other changed it; values are rows. */
    ROW,
    /** Both sides changed a part of a world's object; values are documents. */
    OBJECT,
    /** Both sides changed a part of a table's definition. */
    TABLE,
    /** The merged row breaks a rule; ours and theirs are that row as it was, and as merged. */
    CONSTRAINT
  }

  private static final long DOMAIN = Preimage.domain("EWIGCFL1");
  private static final int ID_CHARS = 32;

  /** A merged row that breaks a rule. */
  public static MergeConflict violation(
      Table table,
      byte[] rowKey,
      String shownKey,
      Edit.OfRow edit,
      @Nullable Row ours,
      String rule) {
    byte[] bytes = edit.row();
    Tables codecs = new Tables();
    return new MergeConflict(
        id(Kind.CONSTRAINT, rowKey, rule, edit.from(), edit.until(), null, null, bytes),
        Kind.CONSTRAINT,
        table.toString(),
        shownKey,
        rule,
        null,
        ours,
        bytes == null ? null : codecs.of(table).toRow(bytes),
        ValidPeriod.ofNanos(edit.from(), edit.until()),
        table);
  }

  /** A definition that does not fit what else there is. */
  public static MergeConflict violation(Table table, String rule) {
    return new MergeConflict(
        id(Kind.CONSTRAINT, Space.idOf(table.id()), rule, 0, 0, null, null, null),
        Kind.CONSTRAINT,
        table.toString(),
        "",
        rule,
        null,
        null,
        null,
        null,
        table);
  }

  /** An id that stands for all that the conflict is about. */
  public static String id(
      Kind kind,
      byte[] key,
      String what,
      long from,
      long to,
      byte @Nullable [] base,
      byte @Nullable [] ours,
      byte @Nullable [] theirs) {
    Preimage preimage =
        Preimage.start(DOMAIN)
            .putText(kind.name())
            .putHash(Sha256.of(key))
            .putText(what)
            .putLong(from)
            .putLong(to);
    preimage.putHash(hash(base)).putHash(hash(ours)).putHash(hash(theirs));
    return preimage.hash().toString().substring(0, ID_CHARS);
  }

  private static Hash hash(byte @Nullable [] value) {
    return value == null ? Hash.ZERO : Sha256.of(value);
  }
}

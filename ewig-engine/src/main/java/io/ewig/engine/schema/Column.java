package io.ewig.engine.schema;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Type;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param id never used again in its table, not even after the column is dropped
 * @param whenMissing what rows hold that were written before the column was added
 */
public record Column(
    int id,
    String name,
    Type type,
    boolean nullable,
    Default byDefault,
    @Nullable Object whenMissing,
    MergeLaw mergeLaw,
    String comment) {

  /** Long enough for a page on what the column means. */
  public static final int COMMENT_BYTES_MAX = 16 << 10;

  public Column {
    Names.require(name, "a column");
    Names.requireBytes(comment, COMMENT_BYTES_MAX, "the comment on column '" + name + "'");
    if (id < 0) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "column '" + name + "' has the id " + id + "; ids start at 0");
    }
    byDefault = byDefault.forType(type, name);
    whenMissing = whenMissing == null ? null : type.accept(whenMissing, name);
    if (!mergeLaw.appliesTo(type)) {
      throw new UserException(
          ErrorCode.TYPE_MISMATCH,
          "column '" + name + "' of type " + type + " can't merge by " + mergeLaw + "; use LWW");
    }
  }

  /** A nullable column with no default, which merges by the last write. */
  public static Column of(int id, String name, Type type) {
    return new Column(id, name, type, true, Default.none(), null, MergeLaw.LWW, "");
  }

  Column withName(String newName) {
    return new Column(id, newName, type, nullable, byDefault, whenMissing, mergeLaw, comment);
  }

  /**
   * @param wider a type that this one widens to
   */
  Column withType(Type wider) {
    Object missing = whenMissing == null ? null : type.widen(whenMissing, wider);
    return new Column(
        id, name, wider, nullable, byDefault.widened(type, wider), missing, mergeLaw, comment);
  }

  Column withNullable(boolean newNullable) {
    return new Column(id, name, type, newNullable, byDefault, whenMissing, mergeLaw, comment);
  }

  Column withDefault(Default newDefault) {
    return new Column(id, name, type, nullable, newDefault, whenMissing, mergeLaw, comment);
  }

  Column withMergeLaw(MergeLaw newLaw) {
    return new Column(id, name, type, nullable, byDefault, whenMissing, newLaw, comment);
  }

  Column withComment(String newComment) {
    return new Column(id, name, type, nullable, byDefault, whenMissing, mergeLaw, newComment);
  }

  /** The canonical value, or a refusal. */
  public @Nullable Object accept(@Nullable Object value) {
    if (value != null) {
      return type.accept(value, name);
    }
    if (!nullable && !isGenerated()) { // of which is known only what it is computed from
      throw new UserException(
          ErrorCode.NULL_NOT_ALLOWED,
          "column '" + name + "' takes no null; give a value or drop its NOT NULL");
    }
    return null;
  }

  /** Whether the database alone says what number a row has here. */
  public boolean isAlwaysNumbered() {
    return byDefault instanceof Default.Identity identity && identity.always();
  }

  /** The expression that the column is computed by; null if its values are given. */
  public @Nullable String formula() {
    return byDefault instanceof Default.Generated generated ? generated.text() : null;
  }

  public boolean isGenerated() {
    return byDefault instanceof Default.Generated;
  }

  /** Whether it is computed, and another column is among what it is computed from. */
  public boolean reads(String column) {
    return byDefault instanceof Default.Generated generated
        && ColumnMentions.in(generated.text(), column);
  }

  /** The same after another column has got another name. */
  Column renaming(String from, String to) {
    return byDefault instanceof Default.Generated generated
        ? withDefault(new Default.Generated(ColumnMentions.renamed(generated.text(), from, to)))
        : this;
  }

  /** Whether Ewig made the column because the table was declared without a primary key. */
  public boolean isHidden() {
    return name.equals(Names.HIDDEN_KEY);
  }
}

package io.ewig.jdbc.result;

import io.ewig.jdbc.error.SqlState;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is done to the rows of an updatable result; one thread.
 *
 * <p>What is set is written by {@code updateRow} or {@code insertRow}, and forgotten where the
 * reader goes on before. A row that was updated is shown as it became; one that was deleted stays a
 * hole; one that was inserted is not shown.
 */
final class Edits {

  private final RowEditor editor;
  private final EwigResultSet result;
  private final Map<Integer, RowEditor.Setter> pending = new LinkedHashMap<>();
  private final Map<Long, Edit> done = new HashMap<>(); // by number of the row
  private boolean isInserting;

  /**
   * What has become of a row.
   *
   * @param row null if it was deleted
   */
  private record Edit(@Nullable Object @Nullable [] row, boolean isUpdated) {}

  Edits(RowEditor editor, EwigResultSet result) {
    this.editor = editor;
    this.result = result;
  }

  // ---- where the reader goes

  /** The reader leaves a row, and comes back if the result scrolls. */
  void left() {
    pending.clear();
    isInserting = false;
    if (!result.scrolls()) {
      done.clear();
    }
  }

  /** The reader has come to a row. */
  void arrived() {
    Edit edit = done.get(result.position());
    if (edit != null) {
      result.show(edit.row);
    }
  }

  /** Why there is no row to read, if that comes of what was done to it. */
  @Nullable SQLException unreadable() {
    if (isInserting) {
      return SqlState.INVALID_CURSOR.error(
          "the result stands on the row to insert, which is written and not read; call"
              + " moveToCurrentRow() first");
    }
    return isDeleted()
        ? SqlState.INVALID_CURSOR.error("the row was deleted; go to another one")
        : null;
  }

  boolean isInserting() {
    return isInserting;
  }

  boolean isUpdated() {
    Edit edit = isInserting ? null : done.get(result.position());
    return edit != null && edit.isUpdated;
  }

  boolean isDeleted() {
    Edit edit = isInserting ? null : done.get(result.position());
    return edit != null && edit.row == null;
  }

  // ---- what is done

  void change(int column, RowEditor.Setter setter) throws SQLException {
    result.requireOpen();
    if (!isInserting) {
      result.rowAtHand();
    }
    editor.requireEditable(column);
    pending.put(column, setter);
  }

  void update() throws SQLException {
    requireNotInserting("updateRow");
    @Nullable Object[] row = result.rowAtHand();
    if (!pending.isEmpty()) {
      become(new Edit(editor.update(row, pending), true));
    }
  }

  void delete() throws SQLException {
    requireNotInserting("deleteRow");
    editor.delete(result.rowAtHand());
    become(new Edit(null, isUpdated()));
  }

  void refresh() throws SQLException {
    requireNotInserting("refreshRow");
    become(new Edit(editor.refresh(result.rowAtHand()), isUpdated()));
  }

  private void become(Edit edit) {
    pending.clear();
    done.put(result.position(), edit);
    result.show(edit.row);
  }

  void cancel() throws SQLException {
    requireNotInserting("cancelRowUpdates");
    pending.clear();
  }

  void beginInsert() throws SQLException {
    result.requireOpen();
    pending.clear();
    isInserting = true;
  }

  void endInsert() throws SQLException {
    result.requireOpen();
    pending.clear();
    isInserting = false;
  }

  void insert() throws SQLException {
    result.requireOpen();
    if (!isInserting) {
      throw SqlState.INVALID_CURSOR.error(
          "insertRow() is for the row to insert; call moveToInsertRow() and set its columns first");
    }
    if (pending.isEmpty()) {
      throw SqlState.INVALID_ARGUMENT.error(
          "no column of the row to insert is set; set one at least");
    }
    editor.insert(pending);
    pending.clear();
  }

  private void requireNotInserting(String what) throws SQLException {
    result.requireOpen();
    if (isInserting) {
      throw SqlState.INVALID_CURSOR.error(
          what
              + "() is for rows of the result, which stands on the row to insert; call"
              + " moveToCurrentRow() first");
    }
  }
}

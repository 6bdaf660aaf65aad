package io.ewig.server.branches;

import io.ewig.engine.merge.Difference;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableParts;
import io.ewig.engine.value.Row;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.RowJson;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What differs, and what is in conflict, as one object for programs; values of rows as texts. */
final class DifferenceJson {

  private DifferenceJson() {}

  static JsonObject of(Difference difference) {
    JsonObject json =
        new JsonObject().put("kind", difference.kind().name().toLowerCase(Locale.ROOT));
    if (difference instanceof Difference.OfRow row) {
      json.put("what", "row").put("table", row.table().toString());
      put(json, "before", row.tableBefore(), row.before());
      put(json, "after", row.tableAfter(), row.after());
      return json.put("pieces", row.pieces().stream().map(piece -> piece(row, piece)).toList());
    } else if (difference instanceof Difference.OfTable table) {
      json.put("what", "table");
      json.put("table", String.valueOf(table.after() == null ? table.before() : table.after()));
      put(json, "before", table.before());
      put(json, "after", table.after());
      return json;
    }
    Difference.OfObject object = (Difference.OfObject) difference;
    json.put("what", "object").put("world", object.world().uri()).put("key", object.key());
    RowJson.put(json, "before", object.before());
    RowJson.put(json, "after", object.after());
    return json;
  }

  private static void put(JsonObject json, String field, @Nullable Table table) {
    if (table == null) {
      json.putNull(field);
      return;
    }
    JsonObject parts = new JsonObject();
    TableParts.of(table).forEach(parts::put);
    json.put(field, parts);
  }

  private static JsonObject piece(Difference.OfRow row, Difference.Piece piece) {
    JsonObject json = new JsonObject();
    RowJson.put(json, "valid_from", piece.valid().since());
    RowJson.put(json, "valid_to", piece.valid().until());
    put(json, "before", row.tableBefore(), piece.before());
    put(json, "after", row.tableAfter(), piece.after());
    return json;
  }

  private static void put(JsonObject json, String field, @Nullable Table table, @Nullable Row row) {
    if (table == null || row == null) {
      json.putNull(field);
      return;
    }
    json.put(field, RowJson.of(table, row));
  }

  static List<JsonObject> of(List<MergeConflict> conflicts) {
    return conflicts.stream().map(DifferenceJson::of).toList();
  }

  private static JsonObject of(MergeConflict conflict) {
    JsonObject json =
        new JsonObject()
            .put("id", conflict.id())
            .put("kind", conflict.kind().toString())
            .put("where", conflict.where())
            .put("key", conflict.key())
            .put("what", conflict.what());
    RowJson.put(json, "base", conflict.base());
    RowJson.put(json, "ours", conflict.ours());
    RowJson.put(json, "theirs", conflict.theirs());
    return json;
  }
}

package io.ewig.engine.catalog;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.World;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Names;
import java.nio.charset.StandardCharsets;

/**
 * Something with a name that is not a table.
 *
 * <pre>
 * key       = "schema/" NAME | "view/" SCHEMA "/" NAME | "sequence/" SCHEMA "/" NAME
 * document  = {"comment": TEXT, "is": [DEFINITION]}       names as in the URIs of tables
 * </pre>
 *
 * <p>Design note: a merge goes into objects but takes arrays whole. A definition stands in an array
 * so that two that were changed on two branches clash, and are never mixed.
 */
public sealed interface CatalogObject permits Schema, Sequence, SqlView {

  /** Where their documents are. */
  World WORLD = World.of("ewig://catalog");

  /** As many as an object's key takes. */
  int KEY_BYTES_MAX = 1024;

  /** The key of its document. */
  String key();

  /** The schema that it is in, or is. */
  String schema();

  String name();

  String comment();

  /** All but the comment. */
  JsonObject definition();

  default JsonObject document() {
    return JsonObject.of("comment", JsonText.of(comment())).with("is", JsonArray.of(definition()));
  }

  /**
   * Reads what {@link #document} wrote; refuses what it can't have written.
   *
   * @param key the one that it is kept under
   */
  static CatalogObject of(String key, Json document) {
    Members outer = new Members(key, document);
    Members inner = new Members(key, outer.only("is"));
    String comment = outer.text("comment");
    CatalogObject found =
        switch (inner.text("kind")) {
          case Schema.KIND -> Schema.of(inner, comment);
          case Sequence.KIND -> Sequence.of(inner, comment);
          case SqlView.KIND -> SqlView.of(inner, comment);
          default -> throw outer.malformed();
        };
    if (!found.key().equals(key)) {
      throw outer.malformed();
    }
    return found;
  }

  /** A key made of names, which must be some. */
  static String key(String kind, String... names) {
    StringBuilder key = new StringBuilder(kind);
    for (String name : names) {
      Names.require(name, "a " + kind);
      key.append('/').append(Names.escaped(name));
    }
    if (key.toString().getBytes(StandardCharsets.UTF_8).length > KEY_BYTES_MAX) {
      throw new UserException(
          ErrorCode.INVALID_NAME,
          "the name of a " + kind + " is over " + KEY_BYTES_MAX + " bytes; shorten it");
    }
    return key.toString();
  }

  static void requireComment(String comment, String what) {
    Names.requireBytes(comment, Column.COMMENT_BYTES_MAX, "the comment on " + what);
  }
}

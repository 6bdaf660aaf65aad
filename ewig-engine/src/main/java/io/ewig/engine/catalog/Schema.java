package io.ewig.engine.catalog;

import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;

/** A schema that was declared, so that it is there also while nothing is in it. */
public record Schema(String name, String comment) implements CatalogObject {

  /** Is always there, declared or not. */
  public static final String PUBLIC = "public";

  static final String KIND = "schema";

  public Schema {
    CatalogObject.key(KIND, name);
    CatalogObject.requireComment(comment, "schema '" + name + "'");
  }

  public static Schema of(String name) {
    return new Schema(name, "");
  }

  static Schema of(Members members, String comment) {
    return new Schema(members.text("name"), comment);
  }

  static String keyOf(String name) {
    return CatalogObject.key(KIND, name);
  }

  @Override
  public String key() {
    return keyOf(name);
  }

  @Override
  public String schema() {
    return name;
  }

  public Schema withComment(String text) {
    return new Schema(name, text);
  }

  @Override
  public JsonObject definition() {
    return JsonObject.of("kind", JsonText.of(KIND)).with("name", JsonText.of(name));
  }

  @Override
  public String toString() {
    return "schema " + name;
  }
}

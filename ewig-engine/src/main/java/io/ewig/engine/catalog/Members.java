package io.ewig.engine.catalog;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The members of a document, each of the kind that it must be. */
record Members(String key, Json document) {

  private @Nullable Json get(String member) {
    return document instanceof JsonObject object ? object.get(member) : null;
  }

  String text(String member) {
    if (get(member) instanceof JsonText text) {
      return text.value();
    }
    throw malformed();
  }

  long number(String member) {
    if (get(member) instanceof JsonNumber number && number.isLong()) {
      return number.longValue();
    }
    throw malformed();
  }

  boolean truth(String member) {
    if (get(member) instanceof JsonBoolean truth) {
      return truth.value();
    }
    throw malformed();
  }

  UUID uuid(String member) {
    String text = text(member);
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  List<String> texts(String member) {
    List<String> texts = new ArrayList<>();
    if (!(get(member) instanceof JsonArray array)) {
      throw malformed();
    }
    for (Json element : array) {
      if (!(element instanceof JsonText text)) {
        throw malformed();
      }
      texts.add(text.value());
    }
    return texts;
  }

  /** The one element of an array. */
  Json only(String member) {
    if (get(member) instanceof JsonArray array && array.length() == 1) {
      return array.get(0);
    }
    throw malformed();
  }

  UserException malformed() {
    return new UserException(
        ErrorCode.MALFORMED_COMMIT, "the document of '" + key + "' does not define one");
  }
}

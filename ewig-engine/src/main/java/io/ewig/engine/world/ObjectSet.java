package io.ewig.engine.world;

import io.ewig.engine.event.Event;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * The one change that no reducer is asked about: an object is exactly this from now on, as a merge
 * needs it.
 *
 * <pre>
 * ObjectSet  {"id":KEY, "to":JSON}    the object of that key is this document
 *            {"id":KEY}               there is none
 * </pre>
 */
public final class ObjectSet {

  static final Reducer REDUCER = new Applied();

  private static final String ID = "id";
  private static final String TO = "to";

  private ObjectSet() {}

  /**
   * @param value null (not the JSON value) if there is to be none
   */
  public static byte[] payload(String key, @Nullable Json value) {
    JsonObject said = JsonObject.of(ID, JsonText.of(key));
    return (value == null ? said : said.with(TO, value)).canonical();
  }

  private static final class Applied implements Reducer {

    @Override
    public String name() {
      return "object-set";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public Outcome reduce(Event event, byte[] payload, WorldObjects objects) {
      if (!(Json.parse(payload) instanceof JsonObject said)) {
        return Outcome.NOT_JSON;
      }
      if (!(said.get(ID) instanceof JsonText id) || id.value().isEmpty()) {
        return Outcome.NO_ID;
      }
      Json value = said.get(TO);
      if (value == null) {
        objects.remove(id.value());
      } else {
        objects.put(id.value(), value);
      }
      return Outcome.APPLIED;
    }
  }
}

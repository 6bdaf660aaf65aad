package io.ewig.server.audit;

import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line of the audit.
 *
 * @param what it was about: a name, a right, a table
 */
public record AuditEntry(Deed deed, Actor actor, String what) {

  /** Its world. */
  public static final String WORLD = "ewig://audit";

  static final String WHO = "who";
  static final String FROM = "from";
  static final String WHAT = "what";
  static final String REQUEST = "request";

  private static final int CHARS_MAX = 2_000;

  public AuditEntry {
    what = what.length() <= CHARS_MAX ? what : what.substring(0, CHARS_MAX);
  }

  /** What the event says. */
  public String document() {
    Map<String, Json> members = new TreeMap<>();
    members.put(WHO, JsonText.of(actor.name()));
    members.put(FROM, JsonText.of(actor.address()));
    members.put(WHAT, JsonText.of(what));
    if (!actor.request().isEmpty()) {
      members.put(REQUEST, JsonText.of(actor.request()));
    }
    return JsonObject.of(members).text();
  }

  EventDraft event() {
    return EventBuilder.in(WORLD).type(deed.word()).json(document()).build();
  }
}

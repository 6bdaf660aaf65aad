package io.ewig.sync.ephemeral;

import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Registers as JSON.
 *
 * <pre>
 * registers = { "registers": [ register ... ] }
 * register  = { "namespace", "key", "peer": text, "epoch", "counter", "ttl": number,
 *               "value": any, or instead "gone": true }
 * </pre>
 *
 * <p>{@code ttl} counts milliseconds that it has yet to live, never a time of day.
 */
public final class RegisterText {

  private static final String REGISTERS = "registers";

  private RegisterText() {}

  public static JsonObject write(Register register) {
    Map<String, Json> members = new TreeMap<>();
    members.put("namespace", JsonText.of(register.namespace()));
    members.put("key", JsonText.of(register.key()));
    members.put("peer", JsonText.of(register.stamp().peer()));
    members.put("epoch", JsonNumber.of(register.stamp().epoch()));
    members.put("counter", JsonNumber.of(register.stamp().counter()));
    members.put("ttl", JsonNumber.of(register.ttlMillis()));
    Json value = register.value();
    if (value == null) {
      members.put("gone", JsonBoolean.of(true));
    } else {
      members.put("value", value);
    }
    return JsonObject.of(members);
  }

  public static JsonArray write(Collection<Register> registers) {
    return JsonArray.of(registers.stream().map(RegisterText::write).toList());
  }

  static byte[] encode(Collection<Register> registers) {
    return JsonObject.of(REGISTERS, write(registers)).canonical();
  }

  static List<Register> decode(byte[] bytes) {
    List<Register> all = new ArrayList<>();
    for (Json one : Members.of(Json.parse(bytes), "what is merged").array(REGISTERS)) {
      all.add(read(one));
    }
    return all;
  }

  /** A register under the stamp that it says it has. */
  public static Register read(Json json) {
    Members members = Members.of(json, "a register");
    Stamp stamp = stamp(members, members.text("peer"));
    return read(members, members.text("namespace"), stamp, members.number("ttl"));
  }

  /** A register that a peer wrote, whatever else it says. */
  public static Register read(Members members, String namespace, String peer, long ttlUsual) {
    return read(members, namespace, stamp(members, peer), ttlUsual);
  }

  /** A register under a stamp that is known already. */
  public static Register read(Members members, String namespace, Stamp stamp, long ttlUsual) {
    return new Register(
        namespace,
        members.text("key"),
        members.flag("gone") ? null : members.any("value"),
        stamp,
        members.number("ttl", ttlUsual));
  }

  private static Stamp stamp(Members members, String peer) {
    return new Stamp(members.number("epoch"), members.number("counter"), peer);
  }
}

package io.ewig.sync.peer;

import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.sync.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Two stories as JSON.
 *
 * <pre>
 * "originSeq": number, "one": hash, "other": hash,
 * [ "signed": [ { "originSeq": number, "hash": hash, "seal": text }, .. ] ]
 * </pre>
 */
final class ForkFields {

  static final String ONE = "one";

  private static final String OTHER = "other";
  private static final String ORIGIN_SEQ = "originSeq";
  private static final String SIGNED = "signed";
  private static final List<String> ALL = List.of(ORIGIN_SEQ, ONE, OTHER, SIGNED);

  private ForkFields() {}

  /** The fields of a fork; signatures only where they prove it. */
  static Map<String, Json> of(Message.Fork fork) {
    Map<String, Json> fields = new TreeMap<>();
    fields.put(ORIGIN_SEQ, JsonNumber.of(fork.originSeq()));
    fields.put(ONE, JsonText.of(fork.one().toString()));
    fields.put(OTHER, JsonText.of(fork.other().toString()));
    if (fork.isProof()) {
      fields.put(SIGNED, JsonArray.of(fork.signed().stream().map(ForkFields::json).toList()));
    }
    return fields;
  }

  /** Those that an object has. */
  static Map<String, Json> in(JsonObject object) {
    Map<String, Json> fields = new TreeMap<>();
    for (String name : ALL) {
      Json value = object.get(name);
      if (value != null) {
        fields.put(name, value);
      }
    }
    return fields;
  }

  private static Json json(CommitSignature signature) {
    return JsonObject.of(
        Map.of(
            ORIGIN_SEQ,
            JsonNumber.of(signature.originSeq()),
            "hash",
            JsonText.of(signature.hash().toString()),
            "seal",
            JsonText.of(signature.seal())));
  }

  /**
   * @throws UserException if the object has no fork
   */
  static Message.Fork read(Origin origin, JsonObject object) {
    return new Message.Fork(
        origin,
        number(object),
        Hash.parse(text(object, ONE)),
        Hash.parse(text(object, OTHER)),
        signatures(origin, object.get(SIGNED)));
  }

  private static List<CommitSignature> signatures(Origin origin, @Nullable Json all) {
    List<CommitSignature> signatures = new ArrayList<>();
    if (all instanceof JsonArray array) {
      for (Json each : array) {
        JsonObject signed = each instanceof JsonObject object ? object : JsonObject.EMPTY;
        signatures.add(
            new CommitSignature(
                origin, number(signed), Hash.parse(text(signed, "hash")), text(signed, "seal")));
      }
    } else if (all != null) {
      throw new UserException(ErrorCode.MALFORMED_JSON, SIGNED + " is an array of signatures");
    }
    return signatures;
  }

  private static long number(JsonObject object) {
    if (object.get(ORIGIN_SEQ) instanceof JsonNumber number
        && number.isLong()
        && number.longValue() > 0) {
      return number.longValue();
    }
    throw new UserException(ErrorCode.MALFORMED_JSON, ORIGIN_SEQ + " is a number from 1 on");
  }

  private static String text(JsonObject object, String field) {
    if (object.get(field) instanceof JsonText text) {
      return text.value();
    }
    throw new UserException(ErrorCode.MALFORMED_JSON, field + " is a text");
  }
}

package io.ewig.sync.peer;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.replica.SignaturePolicy;
import io.ewig.engine.replica.SignaturePolicy.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which commits of others have to be signed, in {@code signatures.json}:
 *
 * <pre>
 * { "policy": "none" | "known" | "all", "trusted": [ origin, ... ] }
 * </pre>
 *
 * <p>Without the file it is {@link SignaturePolicy#DEFAULT}. It is read for each batch, so what
 * another process changes counts at once. One thread changes it.
 */
public final class PolicyFile {

  private static final String NAME = "signatures.json";
  private static final String RULE = "policy";
  private static final String TRUSTED = "trusted";

  private final SmallFile file;

  /**
   * @param folder where a database keeps what it knows of its peers
   */
  public PolicyFile(Path folder) {
    this.file = new SmallFile(folder, NAME, "policy " + SignaturePolicy.DEFAULT.rule().word());
  }

  public SignaturePolicy read() {
    return file.read(PolicyFile::policy);
  }

  static SignaturePolicy policy(JsonObject all) {
    if (all.length() == 0) {
      return SignaturePolicy.DEFAULT;
    }
    if (all.get(RULE) instanceof JsonText rule && all.get(TRUSTED) instanceof JsonArray trusted) {
      return new SignaturePolicy(rule(rule.value()), origins(trusted));
    }
    throw new UserException(
        ErrorCode.MALFORMED_JSON,
        "the fields are " + RULE + ", a text, and " + TRUSTED + ", an array");
  }

  private static Set<Origin> origins(JsonArray texts) {
    Set<Origin> origins = new TreeSet<>();
    for (int i = 0; i < texts.length(); i++) {
      origins.add(Origin.parse(texts.get(i) instanceof JsonText text ? text.value() : ""));
    }
    return origins;
  }

  /** Reads {@code none}, {@code known} or {@code all}. */
  public static Rule rule(String word) {
    for (Rule each : Rule.values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    String words = Arrays.stream(Rule.values()).map(Rule::word).collect(Collectors.joining(", "));
    throw new UserException(
        ErrorCode.INVALID_ARGUMENT,
        "'" + word + "' is no policy for signatures; write one of " + words);
  }

  public void write(SignaturePolicy policy) {
    List<Json> trusted = new ArrayList<>();
    new TreeSet<>(policy.trusted()).forEach(each -> trusted.add(JsonText.of(each.toString())));
    file.write(
        JsonObject.of(
            Map.of(RULE, JsonText.of(policy.rule().word()), TRUSTED, JsonArray.of(trusted))));
  }
}

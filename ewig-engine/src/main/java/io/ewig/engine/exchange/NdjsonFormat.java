package io.ewig.engine.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.ewig.engine.event.CommitInfo;

/**
 * History as lines of JSON: one event a line, one line an event, whole commits in the log's order.
 *
 * <pre>
 * export = commit*
 * commit = first later*
 * first  = { COMMIT fields }
 * later  = { fields }
 * fields = "seq":n, "id":ulid, "system_time":instant, "hash":hex, "parent":hex, "origin":hex,
 *          "origin_seq":n, "hlc":"n", "valid_from":instant|null, "valid_to":instant|null,
 *          "world":uri, "type":name, [ "type_code":n, ] payload
 * COMMIT = "commit":{"branch":name, "parents":[ulid, ...], "author":text, "message":text,
 *          "metadata":{key:text, ...}, "events":n},
 * payload= "salt":hex, "text":text | "salt":hex, "base64":text | "erased":hex | "withheld":hex
 * </pre>
 *
 * <ul>
 *   <li>UTF-8, each line ends with a line feed, no blanks; a reader takes the fields in any order,
 *       each once, and no others;
 *   <li>{@code null} is an end of a valid period that is open;
 *   <li>{@code hlc} is text because it exceeds what many JSON readers keep of a number;
 *   <li>{@code type_code} stands only where the name alone would give another type: on a custom
 *       type that is named like a known one;
 *   <li>a payload is {@code text} if it is valid UTF-8, so that it comes back byte for byte, and
 *       takes at most {@link #TEXT_BYTES_MAX} bytes on the line; what lies in the content store is
 *       written out in the same way; of one that was erased its commitment is left, and so it is of
 *       one that was never here, since only a part of the history is kept;
 *   <li>the same log gives the same bytes, on every machine.
 * </ul>
 */
final class NdjsonFormat {

  /** Room for the largest payload in base64 (85.4 MiB) and, ten times over, for all else. */
  static final int LINE_BYTES_MAX = 96 << 20;

  /** A text payload on a line, escapes included; what is left holds any commit's own words. */
  static final int TEXT_BYTES_MAX = 88 << 20;

  /** The longest text that is not a payload: a commit message, one char a byte at least. */
  static final int WORDS_CHARS_MAX = CommitInfo.MESSAGE_BYTES_MAX;

  static final String COMMIT = "commit";
  static final String BRANCH = "branch";
  static final String PARENTS = "parents";
  static final String AUTHOR = "author";
  static final String MESSAGE = "message";
  static final String METADATA = "metadata";
  static final String EVENTS = "events";

  static final String SEQ = "seq";
  static final String ID = "id";
  static final String SYSTEM_TIME = "system_time";
  static final String HASH = "hash";
  static final String PARENT = "parent";
  static final String ORIGIN = "origin";
  static final String ORIGIN_SEQ = "origin_seq";
  static final String HLC = "hlc";
  static final String VALID_FROM = "valid_from";
  static final String VALID_TO = "valid_to";
  static final String WORLD = "world";
  static final String TYPE = "type";
  static final String TYPE_CODE = "type_code";
  static final String SALT = "salt";
  static final String TEXT = "text";
  static final String BASE64 = "base64";
  static final String ERASED = "erased";
  static final String WITHHELD = "withheld";

  /**
   * The line, its commit, the commit's parents or metadata; one more, so that we name the field.
   */
  private static final int DEPTH_MAX = 4;

  /** A number is a seq or a count. */
  private static final int NUMBER_CHARS_MAX = 20;

  static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .rootValueSeparator("")
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxNumberLength(NUMBER_CHARS_MAX)
                  .maxNameLength(CommitInfo.METADATA_BYTES_MAX)
                  .maxStringLength(LINE_BYTES_MAX)
                  .maxDocumentLength(LINE_BYTES_MAX)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  private NdjsonFormat() {}
}

package io.ewig.engine.backup;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.log.Head;
import io.ewig.engine.part.Filter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The bytes of {@code backup.json}: one line of canonical JSON (its keys sorted, no blanks).
 *
 * <pre>
 * {"backup":{"bases":[{"id":hex,"path":text}],"created":time,"database":hex,"encrypted":boolean,
 *   "files":[{"bytes":n,"home":n,"path":text,"sealed":boolean,"sha256":hex}],"format":1,
 *   "head":{"chain":hex,"nanos":n,"root":hex,"size":n},"id":hex,"origin":hex,"taken":time},
 *  "sha256":hex}
 * </pre>
 *
 * <p>Of a database that keeps a part of its history only, {@code backup} says {@code "filter"} and
 * {@code "wanted"} as {@link DatabaseFile} does, and is of format 2.
 *
 * <p>Of one whose history begins at a checkpoint it says {@code "inception"}, and is of format 3.
 *
 * <p>The checksum is that of the canonical bytes of {@code backup}. Only what {@link #write} gives
 * is read: no byte is left unread.
 */
final class BackupFormat {

  static final int FORMAT = 3;

  private static final int FORMAT_OF_ALL = 1;
  private static final int FORMAT_OF_PARTS = 2;

  /** Some 300,000 files, of which a database of 70 TiB has as many. */
  static final int BYTES_MAX = Json.BYTES_MAX;

  private static final String BACKUP = "backup";
  private static final String SHA256 = "sha256";

  private BackupFormat() {}

  static byte[] write(Backup backup) {
    JsonObject said = json(backup);
    JsonObject all =
        JsonObject.of(BACKUP, said)
            .with(SHA256, JsonText.of(Sha256.of(said.canonical()).toString()));
    return (all.text() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static JsonObject json(Backup backup) {
    Head head = backup.head();
    Filter whole = backup.database().whole();
    Hash inception = backup.database().inception();
    int format = whole.isEverything() ? FORMAT_OF_ALL : FORMAT_OF_PARTS;
    JsonObject said = said(backup, head, inception == null ? format : FORMAT);
    said = inception == null ? said : said.with("inception", JsonText.of(inception.toString()));
    return whole.isEverything()
        ? said
        : said.with("filter", JsonText.of(whole.toString()))
            .with("wanted", JsonText.of(backup.database().wanted().toString()));
  }

  private static JsonObject said(Backup backup, Head head, int format) {
    return JsonObject.of(
        Map.of(
            "bases", list(backup.bases(), BackupFormat::json),
            "created", JsonText.of(backup.database().created().toString()),
            "database", JsonText.of(backup.database().id().toString()),
            "encrypted", JsonBoolean.of(backup.database().encrypted()),
            "files", list(backup.files(), BackupFormat::json),
            "format", JsonNumber.of(format),
            "head",
                JsonObject.of(
                    Map.of(
                        "chain", JsonText.of(head.chain().toString()),
                        "nanos", JsonNumber.of(head.systemNanos()),
                        "root", JsonText.of(backup.root().toString()),
                        "size", JsonNumber.of(head.size()))),
            "id", JsonText.of(backup.id()),
            "origin", JsonText.of(backup.database().origin().toString()),
            "taken", JsonText.of(backup.taken().toString())));
  }

  private static <T> JsonArray list(List<T> from, Function<T, JsonObject> made) {
    return JsonArray.of(from.stream().map(made).toList());
  }

  private static JsonObject json(Backup.Base base) {
    return JsonObject.of(Map.of("id", JsonText.of(base.id()), "path", JsonText.of(base.path())));
  }

  private static JsonObject json(BackupFile file) {
    return JsonObject.of(
        Map.of(
            "bytes", JsonNumber.of(file.bytes()),
            "home", JsonNumber.of(file.home()),
            "path", JsonText.of(file.path()),
            "sealed", JsonBoolean.of(file.isSealed()),
            "sha256", JsonText.of(file.sha256().toString())));
  }

  /**
   * @param file what errors call it
   */
  static Backup read(byte[] bytes, String file) {
    if (bytes.length > BYTES_MAX) {
      throw damaged(file, bytes.length + " bytes are more than the " + BYTES_MAX + " it can have");
    }
    try {
      Json all = Json.parse(bytes);
      JsonObject said = object(field(all, BACKUP));
      String sum = text(all, SHA256);
      if (!sum.equals(Sha256.of(said.canonical()).toString())) {
        throw damaged(file, "its checksum does not hold");
      }
      requireFormat(said, file);
      Backup backup = backup(said);
      if (!Arrays.equals(bytes, write(backup))) {
        throw damaged(file, "it says more than format " + FORMAT + " does");
      }
      return backup;
    } catch (UserException | DateTimeException | CorruptionException e) {
      if (e instanceof UserException known && known.code() == ErrorCode.UNSUPPORTED_FORMAT) {
        throw known;
      }
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE, file, -1, "no manifest of a backup: " + e.getMessage(), e);
    }
  }

  private static void requireFormat(JsonObject said, String file) {
    long format = number(said, "format");
    if (format > FORMAT) {
      throw new UserException(
          ErrorCode.UNSUPPORTED_FORMAT,
          file + " is of format " + format + "; restore it with a newer version of Ewig");
    }
  }

  private static Backup backup(JsonObject said) {
    JsonObject head = object(field(said, "head"));
    List<Backup.Base> bases = new ArrayList<>();
    for (Json base : array(said, "bases")) {
      bases.add(new Backup.Base(text(base, "id"), text(base, "path")));
    }
    List<BackupFile> files = new ArrayList<>();
    for (Json file : array(said, "files")) {
      files.add(
          new BackupFile(
              text(file, "path"),
              number(file, "bytes"),
              Hash.parse(text(file, SHA256)),
              truth(file, "sealed"),
              Math.toIntExact(Math.min(number(file, "home"), Integer.MAX_VALUE))));
    }
    return new Backup(
        text(said, "id"),
        new DatabaseFile(
            Origin.parse(text(said, "database")),
            Instant.parse(text(said, "created")),
            truth(said, "encrypted"),
            Origin.parse(text(said, "origin")),
            filter(said, "filter"),
            filter(said, "wanted"),
            said.get("inception") == null ? null : Hash.parse(text(said, "inception"))),
        Instant.parse(text(said, "taken")),
        new Head(number(head, "size"), number(head, "nanos"), Hash.parse(text(head, "chain"))),
        Hash.parse(text(head, "root")),
        bases,
        files);
  }

  /** What is kept; where nothing is said, everything. */
  private static Filter filter(JsonObject said, String name) {
    return said.get(name) == null ? Filter.EVERYTHING : Filter.parse(text(said, name));
  }

  private static Json field(Json of, String name) {
    Json value = of instanceof JsonObject object ? object.get(name) : null;
    if (value == null) {
      throw new UserException(ErrorCode.MALFORMED_JSON, "there is no field '" + name + "'");
    }
    return value;
  }

  private static JsonObject object(Json value) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw refusal("an object", value);
  }

  private static JsonArray array(Json of, String name) {
    Json value = field(of, name);
    if (value instanceof JsonArray array) {
      return array;
    }
    throw refusal("an array", value);
  }

  private static String text(Json of, String name) {
    Json value = field(of, name);
    if (value instanceof JsonText text) {
      return text.value();
    }
    throw refusal("a text", value);
  }

  private static boolean truth(Json of, String name) {
    Json value = field(of, name);
    if (value instanceof JsonBoolean truth) {
      return truth.value();
    }
    throw refusal("true or false", value);
  }

  private static long number(Json of, String name) {
    Json value = field(of, name);
    if (value instanceof JsonNumber number && number.isLong() && number.longValue() >= 0) {
      return number.longValue();
    }
    throw refusal("a number that is not negative", value);
  }

  private static UserException refusal(String wanted, Json found) {
    String kind = found.getClass().getSimpleName();
    return new UserException(ErrorCode.MALFORMED_JSON, wanted + " is wanted, not a " + kind);
  }

  private static CorruptionException damaged(String file, String what) {
    return new CorruptionException(ErrorCode.CORRUPT_FILE, file, -1, what);
  }
}

package io.ewig.engine.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.part.Filter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ewig.json} in a database's folder says: who this database is, and how to open it.
 *
 * <pre>
 * {"ewig":"database","format":1,"id":"&lt;32 hex digits&gt;","created":"&lt;ISO instant&gt;",
 *  "encrypted":false,"checksum":"&lt;SHA-256 of all bytes before this field's name&gt;"}
 * </pre>
 *
 * <ul>
 *   <li>one line without blanks, its fields in this order, a line feed at the end;
 *   <li>a copy that writes under a name of its own has {@code "origin":"<32 hex digits>"} before
 *       the checksum, and is of format 2;
 *   <li>one that keeps a part of a history has {@code "filter":"<what of it is here>"} there, and
 *       {@code "wanted":"<what is to be>"} if that is more; it is of format 3;
 *   <li>one whose history begins at a signed checkpoint has {@code "inception":"<SHA-256 of
 *       inception.ewi>"} there, and is of format 4;
 *   <li>the checksum covers bytes, not fields, and comes last in every format to come: a damaged
 *       file is told from a newer one before anything in it is believed.
 * </ul>
 *
 * @param id of the database, which its files carry; also of the node that writes here, unless it is
 *     a copy that was told to write under a name of its own
 * @param origin of the events that are written here
 * @param whole what is here with its payloads, see {@link Filter}
 * @param wanted what is to be
 * @param inception the SHA-256 of the checkpoint at which the history begins; null: at nothing
 */
public record DatabaseFile(
    Origin id,
    Instant created,
    boolean encrypted,
    Origin origin,
    Filter whole,
    Filter wanted,
    @Nullable Hash inception) {

  public static final String NAME = "ewig.json";

  /** A file that says no more than was said in an older format is written in that. */
  static final int FORMAT = 4;

  private static final int FORMAT_OF_ALL = 1;
  private static final int FORMAT_OF_COPIES = 2;
  private static final int FORMAT_OF_PARTS = 3;

  /** The file has 200 bytes; one that is longer than this is not ours, and not read. */
  static final int BYTES_MAX = 64 << 10;

  private static final String KIND = "database";
  private static final String CHECKSUM_NAME = "\"checksum\":";
  private static final int CHECKSUM_BYTES = CHECKSUM_NAME.length() + 2 * Hash.BYTES + 4; // " " } LF

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(2)
                  .maxNumberLength(20)
                  .maxStringLength(Filter.CHARS_MAX)
                  .maxNameLength(64)
                  .maxDocumentLength(BYTES_MAX)
                  .build())
          .build();

  /** One that keeps all of its history, and writes under its own name. */
  public DatabaseFile(Origin id, Instant created, boolean encrypted) {
    this(id, created, encrypted, id, Filter.EVERYTHING, Filter.EVERYTHING, null);
  }

  /** The same files, written on by another node. */
  public DatabaseFile writingAs(Origin other) {
    return new DatabaseFile(id, created, encrypted, other, whole, wanted, inception);
  }

  /** The same, of which another part is here, or is to be. */
  public DatabaseFile keeping(Filter nowWhole, Filter nowWanted) {
    return new DatabaseFile(id, created, encrypted, origin, nowWhole, nowWanted, inception);
  }

  /** The same, whose history begins at a checkpoint. */
  public DatabaseFile beginningAt(Hash checkpoint) {
    return new DatabaseFile(id, created, encrypted, origin, whole, wanted, checkpoint);
  }

  /** Whether the database keeps a part of its history only. */
  public boolean isPart() {
    return !whole.isEverything();
  }

  /** Whether a folder is that of a database. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(NAME));
  }

  /** The name of a database that does not sign. */
  public static Origin newId(SecureRandom random) {
    Origin id = new Origin(random.nextLong(), random.nextLong());
    return SigningOrigin.is(id) ? newId(random) : id;
  }

  /**
   * Reads the file.
   *
   * @param file what errors call it
   */
  public static DatabaseFile parse(byte[] bytes, String file) {
    if (bytes.length > BYTES_MAX) {
      throw damaged(
          file, -1, bytes.length + " bytes are more than the " + BYTES_MAX + " it can have");
    }
    Map<String, String> fields = fields(bytes, file);
    requireChecksum(bytes, file);
    String format = fields.get("format");
    if (format != null && format.matches("\\d{1,9}") && Integer.parseInt(format) > FORMAT) {
      throw new UserException(
          ErrorCode.UNSUPPORTED_FORMAT,
          file
              + " is of format "
              + format
              + ", and this version of Ewig reads up to "
              + FORMAT
              + "; open it with a newer one");
    }
    return known(fields, bytes, file);
  }

  /** The text of each field, whatever its type. */
  private static Map<String, String> fields(byte[] bytes, String file) {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw damaged(file, 0, "does not start with {");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (!json.nextToken().isScalarValue() || fields.put(name, json.getText()) != null) {
          throw damaged(
              file,
              json.currentTokenLocation().getByteOffset(),
              "field '" + name + "' is given twice or has parts");
        }
      }
      if (json.nextToken() != null) {
        throw damaged(
            file, json.currentTokenLocation().getByteOffset(), "goes on after its closing }");
      }
      return fields;
    } catch (JsonProcessingException e) {
      long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE, file, offset, "is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE, file, -1, "is not JSON: " + e.getMessage(), e);
    }
  }

  private static void requireChecksum(byte[] bytes, String file) {
    int covered = bytes.length - CHECKSUM_BYTES;
    if (covered < 0 || !endsWith(bytes, covered, checksum(bytes, covered))) {
      throw damaged(
          file, Math.max(covered, -1), "the checksum does not hold; restore it from a backup");
    }
  }

  private static boolean endsWith(byte[] bytes, int at, String end) {
    return new String(bytes, at, bytes.length - at, StandardCharsets.ISO_8859_1).equals(end);
  }

  private static String checksum(byte[] bytes, int covered) {
    return CHECKSUM_NAME + '"' + Sha256.current().add(bytes, 0, covered).finish() + "\"}\n";
  }

  /** Only what {@link #toBytes} gives passes, so that no byte is left unread. */
  private static DatabaseFile known(Map<String, String> fields, byte[] bytes, String file) {
    try {
      DatabaseFile known =
          new DatabaseFile(
              Origin.parse(text(fields.get("id"))),
              Instant.parse(text(fields.get("created"))),
              Boolean.parseBoolean(fields.get("encrypted")),
              Origin.parse(text(fields.getOrDefault("origin", fields.get("id")))),
              Filter.parse(text(fields.get("filter"))),
              Filter.parse(text(fields.getOrDefault("wanted", fields.get("filter")))),
              fields.containsKey("inception") ? Hash.parse(text(fields.get("inception"))) : null);
      if (!Arrays.equals(bytes, known.toBytes())) {
        throw damaged(file, -1, "has fields that format " + FORMAT + " does not have");
      }
      return known;
    } catch (DateTimeException | UserException e) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE, file, -1, String.valueOf(e.getMessage()), e);
    }
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static CorruptionException damaged(String file, long offset, String what) {
    return new CorruptionException(ErrorCode.CORRUPT_FILE, file, offset, what);
  }

  public byte[] toBytes() {
    boolean isCopy = !origin.equals(id);
    boolean isGrowing = !whole.equals(wanted);
    int older = isCopy ? FORMAT_OF_COPIES : FORMAT_OF_ALL;
    int format = isPart() ? FORMAT_OF_PARTS : older;
    String covered =
        "{\"ewig\":\""
            + KIND
            + "\",\"format\":"
            + (inception == null ? format : FORMAT)
            + ",\"id\":\""
            + id
            + "\",\"created\":\""
            + created
            + "\",\"encrypted\":"
            + encrypted
            + (isCopy ? ",\"origin\":\"" + origin + "\"" : "")
            + (isPart() ? ",\"filter\":\"" + quoted(whole) + "\"" : "")
            + (isGrowing ? ",\"wanted\":\"" + quoted(wanted) + "\"" : "")
            + (inception == null ? "" : ",\"inception\":\"" + inception + "\"")
            + ",";
    byte[] bytes = covered.getBytes(StandardCharsets.UTF_8);
    return (covered + checksum(bytes, bytes.length)).getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(Filter filter) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(filter.toString()));
  }

  /** The text of the folder's {@code README.txt}: what lies where. */
  public static byte[] readme() {
    return README.getBytes(StandardCharsets.UTF_8);
  }

  private static final String README =
      """
      This folder is an Ewig database: an append-only, hash-chained history of events.
      Copy or move it as a whole while nothing has it open. Don't edit any file in it:
      every byte is under a checksum, and Ewig refuses what it did not write.

      ewig.json            who this database is: format, node id, when it was made
      keys.ewk             the key to all keys, itself under yours; only if encrypted;
                           keys.ewk.copy is its twin
      signing.key          who this database is to others, if it signs what it writes (under
                           your key: signing.ewk); give it to nobody, and keep a copy apart
      inception.ewi        the signed checkpoint at which the history begins, if it does not
                           begin at nothing
      log/                 the history itself
        segments.ewm       which log files there are, in order
        durable.mark       how many events are known to be on disk
        writer.lock        held by the one process that writes
        merkle.ewt         roots of blocks of events, for proofs; can be made anew
        active/            the file that is being written to
        sealed/            files that are full: only to erase something one is written anew
        quarantine/        bytes that were cut off after a crash or set aside as damaged
      store/               packs of objects, each under its SHA-256: payloads over 1 MiB
      salts.ewe            keys that salts of payloads follow from, as secret as the payloads;
                           may be deleted
      checkpoints.ewc      roots of states, runs/ all versions of all keys, warm/ events by
                           columns: made of the log, and anew if they are deleted
      sync/                which replicas it meets, and what is known of them
      server/              users, grants and the audit of a server, databases/ its further
                           databases; temporary/ what statements have no memory for
      _manifest.json       says the same of each folder, for programs

      ewig verify --data DIR      recomputes every checksum, hash and chain
      ewig log --data DIR         shows the newest events
      ewig export --data DIR      writes everything as lines of JSON
      """;
}

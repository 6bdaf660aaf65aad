package io.ewig.sync.peer;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Seen;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.replica.Acknowledged;
import io.ewig.engine.time.Clock;
import io.ewig.sync.session.Acknowledgements;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What others have said to have, and who is waited for no more, in {@code acknowledged.json}:
 *
 * <pre>
 * { "retired": [ origin, ... ], "said": { origin: { origin: number, ... }, ... } }
 * </pre>
 *
 * <p>Who says something for the first time is noted at once, and what he says later now and then:
 * an old word is as true as a new one, and holds the horizon back at most. Any thread; what another
 * process changes counts from the next reading.
 */
public final class AcknowledgedFile implements Acknowledgements {

  public static final String NAME = "acknowledged.json";

  private static final String SAID = "said";
  private static final String RETIRED = "retired";

  /** What is said goes to disk so often at most. */
  private static final long PAUSE_NANOS = 5_000_000_000L;

  private final SmallFile file;
  private final Clock clock;
  private long writtenNanos; // guarded by this
  private @Nullable Map<Origin, VersionVector> latest; // guarded by this

  /**
   * @param folder where a database keeps what it knows of its peers
   */
  public AcknowledgedFile(Path folder, Clock clock) {
    this.file = new SmallFile(folder, NAME, "nobody known");
    this.clock = clock;
  }

  /** What there is on disk. */
  public synchronized Acknowledged read() {
    return file.read(AcknowledgedFile::acknowledged);
  }

  /** What is left out for being strange could be a replica that is waited for. */
  static Acknowledged acknowledged(JsonObject all) {
    if (all.length() == 0) {
      return Acknowledged.NOTHING;
    }
    if (all.get(SAID) instanceof JsonObject said && all.get(RETIRED) instanceof JsonArray retired) {
      return new Acknowledged(said(said), retired(retired));
    }
    throw new UserException(
        ErrorCode.MALFORMED_JSON,
        "the fields are " + SAID + ", an object, and " + RETIRED + ", an array");
  }

  /** What there is on disk, and what was said since. */
  public synchronized Acknowledged current() {
    Acknowledged written = read();
    Map<Origin, VersionVector> known = latest;
    return known == null ? written : new Acknowledged(known, written.retired());
  }

  private static Map<Origin, VersionVector> said(JsonObject all) {
    Map<Origin, VersionVector> said = new HashMap<>();
    for (String origin : all.keys()) {
      if (!(all.get(origin) instanceof JsonObject version)) {
        throw new UserException(
            ErrorCode.MALFORMED_JSON, "of origin " + origin + " it is no object what it has said");
      }
      said.put(Origin.parse(origin), version(version));
    }
    return said;
  }

  private static VersionVector version(JsonObject all) {
    Map<Origin, Long> seqs = new HashMap<>();
    for (String origin : all.keys()) {
      if (!(all.get(origin) instanceof JsonNumber seq) || !seq.isLong()) {
        throw new UserException(
            ErrorCode.MALFORMED_JSON, "how far origin " + origin + " has got is a whole number");
      }
      seqs.put(Origin.parse(origin), seq.longValue());
    }
    return VersionVector.of(seqs);
  }

  private static Set<Origin> retired(JsonArray all) {
    Set<Origin> retired = new TreeSet<>();
    for (int i = 0; i < all.length(); i++) {
      retired.add(Origin.parse(all.get(i) instanceof JsonText text ? text.value() : ""));
    }
    return retired;
  }

  @Override
  public synchronized void said(Origin origin, VersionVector version) {
    Map<Origin, VersionVector> known = latest;
    if (known == null) {
      known = new HashMap<>(read().versions());
      latest = known;
    }
    VersionVector before = known.get(origin);
    if (before == null ? known.size() >= Seen.ORIGINS_MAX : version.equals(before)) {
      return; // as many as can ever write; whoever is not among them is found out when he does
    }
    known.put(origin, version);
    long now = clock.nanos();
    boolean isNew = before == null || before.isEmpty(); // or was, and has been filled
    if (isNew || now - writtenNanos >= PAUSE_NANOS || now < writtenNanos) {
      writeSaid(known);
      writtenNanos = now;
    }
  }

  /** Who is retired is told by others, too. */
  private void writeSaid(Map<Origin, VersionVector> known) {
    file.alone(() -> write(new Acknowledged(known, read().retired())));
  }

  /** Writes what was said since that was done last. */
  public synchronized void flush() {
    Map<Origin, VersionVector> known = latest;
    if (known != null && !known.equals(read().versions())) {
      writeSaid(known);
    }
  }

  /** Waits for a replica no more; nothing if that was so already. */
  public synchronized void retire(Origin origin) {
    file.alone(() -> addRetired(origin));
  }

  private void addRetired(Origin origin) {
    Acknowledged now = read();
    Set<Origin> retired = new TreeSet<>(now.retired());
    if (retired.add(origin)) {
      write(new Acknowledged(now.versions(), retired));
    }
  }

  /** Waits for it again. */
  public synchronized void unretire(Origin origin) {
    file.alone(() -> removeRetired(origin));
  }

  private void removeRetired(Origin origin) {
    Acknowledged now = read();
    Set<Origin> retired = new TreeSet<>(now.retired());
    if (!retired.remove(origin)) {
      throw new UserException(
          ErrorCode.NOT_FOUND, "origin " + origin + " is not retired; ewig horizon shows who is");
    }
    write(new Acknowledged(now.versions(), retired));
  }

  public void write(Acknowledged all) {
    Map<String, Json> said = new TreeMap<>();
    all.versions().forEach((origin, version) -> said.put(origin.toString(), json(version)));
    List<Json> retired = new ArrayList<>();
    new TreeSet<>(all.retired()).forEach(each -> retired.add(JsonText.of(each.toString())));
    file.write(JsonObject.of(Map.of(SAID, JsonObject.of(said), RETIRED, JsonArray.of(retired))));
  }

  private static JsonObject json(VersionVector version) {
    Map<String, Json> seqs = new TreeMap<>();
    version.seqs().forEach((origin, seq) -> seqs.put(origin.toString(), JsonNumber.of(seq)));
    return JsonObject.of(seqs);
  }
}

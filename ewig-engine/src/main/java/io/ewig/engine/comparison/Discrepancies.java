package io.ewig.engine.comparison;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.checkpoint.RowSummary;
import io.ewig.engine.internal.row.TableReader;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.internal.state.WorldNames;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.internal.tree.Differences;
import io.ewig.engine.json.Json;
import io.ewig.engine.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks over what two states do not have alike: definitions, rows, objects, what can't stand
 * together; one thread.
 *
 * <ul>
 *   <li>costs what differs, in bytes that come from the other side as well;
 *   <li>values are read when they are asked for: to count costs less;
 *   <li>the other side is not believed: what it has and nobody can read is named by its hash.
 * </ul>
 */
public final class Discrepancies {

  /** A longer value is named by its hash. */
  static final int SHOWN_BYTES_MAX = 64 << 10;

  private final Differences differences;
  private final BranchState branch;
  private final Tables codecs = new Tables();
  private final WorldNames worlds;

  /** Definitions of the other side that are not those of this one. */
  private final Map<UUID, Optional<Table>> theirs = new HashMap<>();

  Discrepancies(Differences differences, State state, BranchState branch) {
    this.differences = differences;
    this.branch = branch;
    this.worlds = new WorldNames(state, branch.source());
  }

  /** Goes to the next one; false if there is none. */
  public boolean next() {
    if (!differences.next()) {
      return false;
    }
    byte[] key = differences.key();
    if (Space.TABLE.has(key)) { // which come first
      theirs.put(Space.tableIn(key), definition(differences.after()));
    }
    return true;
  }

  public Discrepancy discrepancy() {
    byte[] key = differences.key();
    byte[] here = differences.before();
    byte[] there = differences.after();
    if (Space.TABLE.has(key)) {
      return new Discrepancy.OfTable(name(Space.tableIn(key)), hash(here), hash(there));
    } else if (Space.OBJECT.has(key)) {
      String object = new String(Space.afterId(key), StandardCharsets.UTF_8);
      return new Discrepancy.OfObject(world(key), object, object(here), object(there));
    }
    UUID id = Space.tableIn(key);
    byte[] primaryKey = Space.afterId(key);
    if (primaryKey.length == 0) {
      return new Discrepancy.OfTable(name(id), hash(here), hash(there));
    }
    Discrepancy.Kept kept = kept(key);
    return new Discrepancy.OfRow(
        kept,
        name(id),
        describe(id, primaryKey),
        row(kept, here(id), here),
        row(kept, there(id), there));
  }

  private static Discrepancy.Kept kept(byte[] key) {
    if (Space.ROW.has(key)) {
      return Discrepancy.Kept.ROW;
    }
    return Space.HELD.has(key) ? Discrepancy.Kept.HELD : Discrepancy.Kept.PARTED;
  }

  private Optional<Table> here(UUID id) {
    return branch.catalog().find(id);
  }

  private Optional<Table> there(UUID id) {
    Optional<Table> known = theirs.get(id);
    return known == null ? here(id) : known;
  }

  private String name(UUID id) {
    return here(id).or(() -> there(id)).map(Table::toString).orElseGet(id::toString);
  }

  private static Optional<Table> definition(byte @Nullable [] bytes) {
    try {
      return Optional.ofNullable(bytes).map(known -> TableReader.read(known, "a definition"));
    } catch (CorruptionException | UserException unreadable) {
      return Optional.empty(); // it is named by its hash
    }
  }

  private String describe(UUID id, byte[] primaryKey) {
    Optional<Table> table = here(id).or(() -> there(id));
    try {
      if (table.isPresent()) {
        return codecs.of(table.get()).describe(primaryKey);
      }
    } catch (CorruptionException | UserException unreadable) {
      return hex(primaryKey);
    }
    return hex(primaryKey);
  }

  private static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  private Optional<Discrepancy.RowState> row(
      Discrepancy.Kept kept, Optional<Table> table, byte @Nullable [] bytes) {
    if (bytes == null) {
      return Optional.empty();
    }
    Optional<Discrepancy.LastPeriod> last =
        kept == Discrepancy.Kept.ROW && table.isPresent() && bytes.length <= SHOWN_BYTES_MAX
            ? last(table.get(), bytes)
            : Optional.empty();
    return Optional.of(new Discrepancy.RowState(Sha256.of(bytes), last));
  }

  private Optional<Discrepancy.LastPeriod> last(Table table, byte[] bytes) {
    try {
      RowSummary row = RowSummary.read(bytes);
      return Optional.of(
          new Discrepancy.LastPeriod(
              row.earlier(), row.valid(), table, codecs.of(table).toRow(row.value())));
    } catch (CorruptionException | UserException unreadable) {
      return Optional.empty(); // it is named by its hash
    }
  }

  private static Optional<Hash> hash(byte @Nullable [] bytes) {
    return Optional.ofNullable(bytes).map(Sha256::of);
  }

  private static Optional<Discrepancy.ObjectState> object(byte @Nullable [] bytes) {
    return Optional.ofNullable(bytes)
        .map(known -> new Discrepancy.ObjectState(Sha256.of(known), document(known)));
  }

  private static Optional<Json> document(byte[] bytes) {
    try {
      return bytes.length <= SHOWN_BYTES_MAX ? Optional.of(Json.parse(bytes)) : Optional.empty();
    } catch (CorruptionException | UserException unreadable) {
      return Optional.empty(); // it is named by its hash
    }
  }

  private String world(byte[] objectKey) {
    return worlds.of(objectKey).map(World::uri).orElseGet(() -> hex(Space.idIn(objectKey)));
  }
}

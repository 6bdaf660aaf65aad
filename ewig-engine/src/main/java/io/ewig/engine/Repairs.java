package io.ewig.engine;

import io.ewig.engine.erasure.ErasingMark;
import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.journal.JournalRepair;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.pack.PackStore;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Scan;
import io.ewig.engine.log.VerifyReport;
import io.ewig.engine.log.VerifyReport.Finding;
import io.ewig.engine.repair.RepairReport;
import io.ewig.engine.repair.Spares;
import io.ewig.engine.store.ContentStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes a damaged database whole again with what another replica has; nobody may have it open.
 *
 * <ul>
 *   <li>first the sealed segments of the log, then the packs of the store, then what is derived;
 *   <li>what verifies is not touched, what is given has to verify;
 *   <li>each step is durable before what was damaged goes, so a run that was killed is taken up by
 *       the next one.
 * </ul>
 */
public final class Repairs {

  private final Path folder;
  private final Config config;
  private final Spares spares;
  private final List<Finding> found = new ArrayList<>();
  private final List<Finding> left = new ArrayList<>();
  private long objects;

  private Repairs(Path folder, Config config, Spares spares) {
    this.folder = folder;
    this.config = config;
    this.spares = spares;
  }

  /**
   * Repairs what can be.
   *
   * @param spares who has what is damaged here, for the origin that this database writes as
   * @throws IOException if nobody answers; what was repaired until then stays
   */
  public static RepairReport run(
      Path folder, Config config, Function<Origin, Spares> spares, Progress progress)
      throws IOException {
    return run(folder, config, Workings.DEFAULT, spares, progress);
  }

  static RepairReport run(
      Path folder,
      Config config,
      Workings workings,
      Function<Origin, Spares> spares,
      Progress progress)
      throws IOException {
    if (config.readOnly() || config.log() == LogKind.MEMORY) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "only a database in a folder, open to write, is repaired");
    }
    DatabaseFile who = new Home(folder, workings.disk()).who();
    Spares whole = new SparesOfPart(spares.apply(who.origin()), who.whole());
    return new Repairs(folder, config, whole).run(workings, progress);
  }

  private RepairReport run(Workings workings, Progress progress) throws IOException {
    JournalRepair.Outcome log = mendLog(workings);
    found.addAll(log.found());
    left.addAll(log.left());
    if (left.isEmpty() && mendStore(workings, progress)) {
      Ewig.rebuild(folder, config, workings).close(); // trees that went with their packs
    }
    if (left.isEmpty()) {
      finishErasure(workings);
    }
    return new RepairReport(found, log.commits(), objects, left, verify(workings, progress));
  }

  private JournalRepair.Outcome mendLog(Workings workings) throws IOException {
    try (Ground ground = Ground.of(folder, config, workings)) {
      JournalOptions log = ground.journal();
      SparesToErase given = new SparesToErase(spares, ErasingMark.open(log.disk(), folder));
      boolean isWhole = false;
      try {
        JournalRepair.Outcome outcome = JournalRepair.run(log, given);
        isWhole = outcome.left().isEmpty();
        if (isWhole) {
          given.erase(log);
        }
        return outcome;
      } finally {
        if (!isWhole) {
          given.leave(); // it can still be read, which who is to erase refuses
        }
      }
    }
  }

  /** What was damaged may have kept one from its end, as a run that was killed may have. */
  private void finishErasure(Workings workings) {
    if (ErasingMark.open(workings.disk(), folder).unfinished().isPresent()) {
      Assembly.open(folder, config, workings).close();
    }
  }

  private VerifyReport verify(Workings workings, Progress progress) {
    try (Ewig db = Ewig.open(folder, config.withReadOnly(true), workings)) {
      return db.verify(progress);
    } catch (CorruptionException damage) { // so much that it can't be opened
      return new VerifyReport(0, Hash.ZERO, Hash.ZERO, List.of(finding(damage)));
    } catch (ConflictException erasing) { // nor where damage keeps an erasure from its end
      Finding why = new Finding(folder.toString(), -1, String.valueOf(erasing.getMessage()));
      return new VerifyReport(0, Hash.ZERO, Hash.ZERO, List.of(why));
    }
  }

  private static Finding finding(CorruptionException damage) {
    return Finding.of(damage);
  }

  /** Which payloads are needed is said by the log, so that has to be whole. */
  private boolean mendStore(Workings workings, Progress progress) throws IOException {
    try (Opened parts = Assembly.open(folder, config, workings)) {
      if (parts.damage().isPresent()) {
        left.add(finding(parts.damage().get()));
        return false;
      }
      return parts.store() instanceof PackStore store && mend(parts, store, progress);
    }
  }

  private boolean mend(Opened parts, PackStore store, Progress progress) throws IOException {
    List<Finding> damaged = store.examine(progress);
    Map<Hash, Long> wanted = unreadable(parts, store);
    found.addAll(damaged);
    if (damaged.isEmpty() && wanted.isEmpty()) {
      return false;
    }
    List<byte[]> given = new ArrayList<>();
    Set<Hash> lost = new LinkedHashSet<>(wanted.keySet());
    if (!lost.isEmpty()) {
      for (byte[] bytes : spares.objects(List.copyOf(lost))) {
        if (lost.remove(Sha256.of(bytes))) {
          given.add(bytes);
        }
      }
    }
    int emptied = store.mend(damaged, given, lost);
    objects = given.size();
    for (Hash address : lost) {
      String what = "payload " + address + " of event " + wanted.get(address) + " can't be read";
      left.add(new Finding("store", -1, what + ", and nobody who was asked has it"));
    }
    return emptied > 0;
  }

  /** Payloads that events name and that are missing or damaged, with the first such event. */
  private static Map<Hash, Long> unreadable(Opened parts, ContentStore store) {
    Map<Hash, Long> unreadable = new HashMap<>();
    try (EventCursor cursor = parts.log().scan(Scan.all())) {
      while (cursor.next()) {
        if (cursor.payloadSize() > Payload.INLINE_BYTES_MAX
            && cursor.event().payload() instanceof Payload.Blob blob
            && !isReadable(store, blob.content())) {
          unreadable.putIfAbsent(blob.content(), cursor.seq());
        }
      }
    }
    return unreadable;
  }

  private static boolean isReadable(ContentStore store, Hash address) {
    try {
      store.get(address);
      return true;
    } catch (CorruptionException | UserException damagedOrMissing) {
      return false;
    }
  }
}

package io.ewig.engine.internal.salt;

import io.ewig.engine.crypt.SaltKey;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hands out salts, and knows the keys that they follow from; any thread.
 *
 * <ul>
 *   <li>no two payloads of an origin have the same salt;
 *   <li>a key that was given away is used for nothing new: who has it can't look into what is
 *       erased before it comes to him;
 *   <li>once something was erased, nothing is left here of any key that there was.
 * </ul>
 */
public final class SaltKeys {

  /** As many keys as are kept; without theirs, events go out in more bytes. */
  private static final int KEYS_MAX = 4096;

  /** For fewer events a key is not worth its bytes. */
  private static final int EVENTS_MIN = 4;

  private static final int POOL_SALTS = 4096;

  private final Origin self;
  private final SecureRandom random;
  private final SaltFile file;
  private final Map<Origin, TreeMap<Long, SaltKey>> known = new HashMap<>(); // guarded by this
  private int size;
  private SaltKey own;
  private boolean isNew = true; // own, and so far of no salt
  private long number;
  private byte[] pool = {};
  private int used;
  private boolean isDirty;

  /**
   * @param lastSeq the number of this node's last event
   */
  public SaltKeys(Origin self, long lastSeq, SecureRandom random, SaltFile file) {
    this.self = self;
    this.random = random;
    this.file = file;
    file.read().forEach(this::keep);
    this.own = fresh(lastSeq);
  }

  private SaltKey fresh(long lastSeq) {
    byte[] key = new byte[SaltKey.BYTES];
    random.nextBytes(key);
    number = random.nextLong() >>> 2;
    Arrays.fill(pool, (byte) 0);
    pool = new byte[0];
    used = 0;
    isNew = true;
    return new SaltKey(self, lastSeq, key);
  }

  private boolean keep(SaltKey key) {
    TreeMap<Long, SaltKey> ofOrigin = known.computeIfAbsent(key.origin(), any -> new TreeMap<>());
    if (ofOrigin.containsValue(key) || (size >= KEYS_MAX && ofOrigin.pollFirstEntry() == null)) {
      return false;
    }
    size = Math.min(size + 1, KEYS_MAX);
    SaltKey before = ofOrigin.put(key.fromSeq(), key);
    size -= before == null ? 0 : 1;
    return true;
  }

  /** A salt that nobody can guess. */
  public synchronized byte[] next() {
    if (used == pool.length) {
      pool = own.salts(number, POOL_SALTS);
      number += POOL_SALTS;
      used = 0;
    }
    if (isNew) {
      isNew = false;
      isDirty |= keep(own);
    }
    byte[] salt = Arrays.copyOfRange(pool, used, used + Payload.SALT_BYTES);
    Arrays.fill(pool, used, used + Payload.SALT_BYTES, (byte) 0);
    used += Payload.SALT_BYTES;
    return salt;
  }

  /**
   * Gives away the keys from which the salts of commits may follow.
   *
   * @param lastSeq the number of this node's last event, or a later one
   */
  public synchronized List<SaltKey> give(Collection<Commit> commits, long lastSeq) {
    Map<SaltKey, Integer> events = new HashMap<>();
    for (Commit commit : commits) {
      TreeMap<Long, SaltKey> ofOrigin = known.get(commit.first().origin());
      if (ofOrigin != null) {
        for (SaltKey key :
            ofOrigin.headMap(commit.last().originSeq(), false).descendingMap().values()) {
          events.merge(key, commit.events().size(), Integer::sum);
          if (key.fromSeq() < commit.first().originSeq()) {
            break;
          }
        }
      }
    }
    List<SaltKey> worth = new ArrayList<>(events.size());
    events.forEach(
        (key, count) -> {
          if (count >= EVENTS_MIN) {
            worth.add(key);
          }
        });
    if (worth.contains(own)) {
      own = fresh(lastSeq);
    }
    return worth;
  }

  /** Takes note of keys that came with events of others which are here now. */
  public synchronized void learn(Collection<SaltKey> keys) {
    for (SaltKey key : keys) {
      isDirty |= !key.origin().equals(self) && keep(key);
    }
  }

  /** Forgets all keys, for good. */
  public synchronized void forget(long lastSeq) {
    known.clear();
    size = 0;
    own = fresh(lastSeq);
    isDirty = false;
    file.delete();
  }

  /** Writes down what is not yet; whether there was anything. */
  public synchronized boolean save() {
    if (!isDirty) {
      return false;
    }
    List<SaltKey> all = new ArrayList<>(size);
    known.values().forEach(keys -> all.addAll(keys.values()));
    file.replace(all);
    isDirty = false;
    return true;
  }
}

package io.ewig.sync.ephemeral;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import io.ewig.sync.ephemeral.EphemeralChange.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Registers of the moment, by namespace and key; start here.
 *
 * <ul>
 *   <li>of two registers of a key the greater one counts ({@link Register}), whether it was written
 *       here or came from elsewhere: so merging is idempotent, commutative and associative;
 *   <li>what is written here counts over all that was here or came here before;
 *   <li>an entry that nobody refreshes in its time is gone; what is gone is remembered for {@link
 *       EphemeralLimits#ttl}, so that what is still under way does not bring it back;
 *   <li>in memory only; any thread; listeners are called by whoever calls {@link #step}.
 * </ul>
 */
public final class EphemeralStore {

  private final String peer;
  private final long session;
  private final EphemeralLimits limits;
  private final LongSupplier clock;
  private final Slots slots;
  private final Coalescing changes = new Coalescing();
  private final Listeners listeners = new Listeners();
  private Stamp latest;
  private long toldMillis;

  /**
   * @param peer who writes here
   * @param epoch of this peer's session: greater than that of any earlier one of its
   * @param clock milliseconds that only count on, not of the day
   */
  public EphemeralStore(String peer, long epoch, EphemeralLimits limits, LongSupplier clock) {
    this.latest = new Stamp(epoch, 1, peer);
    this.peer = peer;
    this.session = epoch;
    this.limits = limits;
    this.clock = clock;
    this.slots = new Slots(limits);
    this.toldMillis = clock.getAsLong() - limits.step().toMillis();
  }

  public EphemeralLimits limits() {
    return limits;
  }

  // ---- what this peer writes

  /** Sets a value, or refreshes it, for {@link EphemeralLimits#ttl}. */
  public Register set(String namespace, String key, Json value) {
    return set(namespace, key, value, limits.ttl());
  }

  public synchronized Register set(String namespace, String key, Json value, Duration ttl) {
    Stamp stamp = latest.next(session, peer);
    Register register = new Register(namespace, key, value, stamp, ttl.toMillis());
    put(register, Origin.LOCAL);
    return register;
  }

  /** Takes a value away; what nobody has set may be deleted too. */
  public synchronized Register delete(String namespace, String key) {
    Stamp stamp = latest.next(session, peer);
    Register register = new Register(namespace, key, null, stamp, limits.ttl().toMillis());
    put(register, Origin.LOCAL);
    return register;
  }

  // ---- what it says

  public synchronized Optional<Json> get(String namespace, String key) {
    Slot slot = slots.find(namespace, key);
    return slot != null && slot.isThere(clock.getAsLong())
        ? Optional.ofNullable(slot.register().value())
        : Optional.empty();
  }

  /** All values of a namespace, by key. */
  public synchronized SortedMap<String, Json> getAll(String namespace) {
    SortedMap<String, Json> all = new TreeMap<>();
    for (Register register : entries(namespace)) {
      Json value = register.value();
      if (value != null) {
        all.put(register.key(), value);
      }
    }
    return all;
  }

  /** What is there, of all namespaces, each with the time it has yet to live. */
  public synchronized List<Register> entries() {
    long now = clock.getAsLong();
    return slots.collect(slot -> slot.isThere(now), now);
  }

  /** What is there of a namespace. */
  public synchronized List<Register> entries(String namespace) {
    long now = clock.getAsLong();
    return slots.collect(namespace, slot -> slot.isThere(now), now);
  }

  /** The next stamp of a peer in one of its sessions: greater than all that was here. */
  public synchronized Stamp next(long epoch, String by) {
    return latest.next(epoch, by);
  }

  /** The greatest stamp that was here. */
  public synchronized Stamp latest() {
    return latest;
  }

  /** How many registers are held, those that are gone among them. */
  public synchronized long size() {
    return slots.size();
  }

  // ---- what other peers wrote

  /**
   * Takes in what another peer wrote, if it counts rather than what is here.
   *
   * @return whether it changed anything
   */
  public synchronized boolean merge(Register register) {
    return put(register, Origin.REMOTE);
  }

  /** All that is here as bytes, for {@link #apply}: also what is gone, as long as it is known. */
  public synchronized byte[] encode() {
    return RegisterText.encode(slots.collect(slot -> true, clock.getAsLong()));
  }

  /** Likewise, of a namespace. */
  public synchronized byte[] encode(String namespace) {
    return RegisterText.encode(slots.collect(namespace, slot -> true, clock.getAsLong()));
  }

  /**
   * Takes in what {@link #encode} gave. Bytes that are none change nothing; where a limit is met,
   * what came before stays, and all may be taken in again.
   *
   * @return how many registers changed anything
   */
  public int apply(byte[] encoded) {
    int changed = 0;
    for (Register register : RegisterText.decode(encoded)) {
      changed += merge(register) ? 1 : 0;
    }
    return changed;
  }

  /** All that a peer wrote last is gone: its session has ended. How many entries that were. */
  public synchronized int leave(String who) {
    long now = clock.getAsLong();
    List<Register> left = slots.collect(slot -> isOf(slot, who) && slot.isThere(now), now);
    long ttl = limits.ttl().toMillis();
    left.forEach(register -> put(register.gone(ttl), Origin.REMOTE));
    return left.size();
  }

  private static boolean isOf(Slot slot, String who) {
    return slot.register().stamp().peer().equals(who);
  }

  // ---- how it is held

  private boolean put(Register register, Origin origin) {
    requireFits(register);
    if (register.stamp().compareTo(latest) > 0) {
      latest = register.stamp();
    }
    Slot slot = slots.find(register.namespace(), register.key());
    Register before = slot == null ? null : slot.register();
    if (before != null && !register.beats(before)) {
      return false;
    }
    slots.hold(slot, register, clock.getAsLong());
    changes.note(before, register, origin);
    return true;
  }

  private void requireFits(Register register) {
    Json value = register.value();
    if (value != null && value.size() > limits.valueBytesMax()) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "a value of presence has "
              + limits.valueBytesMax()
              + " bytes at most, not "
              + value.size()
              + "; keep what is larger in a table");
    }
    if (register.ttlMillis() > limits.ttlMax().toMillis()) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "presence lives for "
              + limits.ttlMax().toMillis()
              + " ms at most, not for "
              + register.ttlMillis()
              + "; refresh it instead");
    }
  }

  // ---- time

  /** Refuses what no namespace can be called. */
  public static void requireNamespace(String name) {
    Names.require("namespace", name);
  }

  /** Who hears of the changes of a namespace from now on. */
  public Subscription subscribe(String namespace, EphemeralListener listener) {
    requireNamespace(namespace);
    return listeners.add(namespace, listener);
  }

  /** Who hears of all changes from now on. */
  public Subscription subscribe(EphemeralListener listener) {
    return listeners.add(null, listener);
  }

  /**
   * Ends what is over, and tells listeners what changed, if they were not told just now; to be
   * called about as often as they shall be told.
   */
  public void step() {
    Map<String, List<EphemeralChange>> told;
    synchronized (this) {
      long now = clock.getAsLong();
      slots.expire(now, (before, gone) -> changes.note(before, gone, Origin.REMOTE));
      if (changes.isEmpty() || now - toldMillis < limits.step().toMillis()) {
        return;
      }
      toldMillis = now;
      told = changes.take();
    }
    listeners.tell(told);
  }
}

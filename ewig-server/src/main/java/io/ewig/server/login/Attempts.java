package io.ewig.server.login;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who failed to prove who he is, how often; any thread.
 *
 * <p>An account is locked out from the address where its password is guessed, not everywhere:
 * otherwise whoever knows a name could lock its owner out. An address is locked out from all
 * accounts, but the machine's own is not, as its users share it.
 */
final class Attempts {

  /** What failed from one place. */
  private record Failures(int count, long lastNanos) {}

  private final LoginLimits limits;
  private final LongSupplier nanos;
  private final Recent<Failures> ofPairs; // guarded by this
  private final Recent<Failures> ofAddresses; // guarded by this

  Attempts(LoginLimits limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
    this.ofPairs = new Recent<>(limits.remembered());
    this.ofAddresses = new Recent<>(limits.remembered());
  }

  /** How long nobody is heard; zero if somebody may try. */
  synchronized Duration lockedFor(String account, Address address) {
    Duration pair = left(of(ofPairs, pair(account, address)), limits.failuresMax());
    Duration all =
        address.isOwn()
            ? Duration.ZERO
            : left(of(ofAddresses, address.text()), limits.failuresOfAddressMax());
    return pair.compareTo(all) > 0 ? pair : all;
  }

  private Duration left(@Nullable Failures failures, int max) {
    return failures == null || failures.count() < max
        ? Duration.ZERO
        : limits.lockOut().minusNanos(nanos.getAsLong() - failures.lastNanos());
  }

  /** How long to wait before the next attempt. */
  synchronized Duration pause(String account, Address address) {
    Failures failures = of(ofPairs, pair(account, address));
    if (failures == null) {
      return Duration.ZERO;
    }
    int doublings = Math.min(failures.count() - 1, Integer.SIZE - 2);
    Duration pause = limits.pauseFirst().multipliedBy(1L << doublings);
    return pause.compareTo(limits.pauseMax()) < 0 ? pause : limits.pauseMax();
  }

  /** Gives whether that was one too many. */
  synchronized boolean failed(String account, Address address) {
    boolean locksPair = add(ofPairs, pair(account, address)).count() == limits.failuresMax();
    boolean locksAddress =
        add(ofAddresses, address.text()).count() == limits.failuresOfAddressMax()
            && !address.isOwn();
    return locksPair || locksAddress;
  }

  private Failures add(Recent<Failures> known, String key) {
    Failures before = of(known, key);
    Failures now = new Failures(before == null ? 1 : before.count() + 1, nanos.getAsLong());
    known.put(key, now);
    return now;
  }

  /** What is long past is forgotten. */
  private @Nullable Failures of(Recent<Failures> known, String key) {
    Failures failures = known.get(key);
    if (failures != null
        && nanos.getAsLong() - failures.lastNanos() >= limits.lockOut().toNanos()) {
      known.remove(key);
      return null;
    }
    return failures;
  }

  synchronized void succeeded(String account, Address address) {
    ofPairs.remove(pair(account, address));
  }

  synchronized int remembered() {
    return ofPairs.size() + ofAddresses.size();
  }

  private static String pair(String account, Address address) {
    return address.text() + " " + account;
  }
}

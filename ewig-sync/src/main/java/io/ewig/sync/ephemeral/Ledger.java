package io.ewig.sync.ephemeral;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what a store holds, in all and for each peer; one thread. */
final class Ledger {

  private static final class Account {
    private long entries;
    private long bytes;

    void add(Register register, int sign) {
      entries += sign;
      bytes += sign * register.bytes();
    }
  }

  private final EphemeralLimits limits;
  private final Account all = new Account();
  private final Map<String, Account> byPeer = new HashMap<>();

  Ledger(EphemeralLimits limits) {
    this.limits = limits;
  }

  long entries() {
    return all.entries;
  }

  /**
   * Refuses what there is no room for.
   *
   * @param namespaces how many there would be
   */
  void require(@Nullable Register before, Register after, int namespaces) {
    if (after.isGone() && before != null) {
      return; // takes no more than what it puts an end to
    }
    requireOfPeer(before, after);
    long entries = all.entries + (before == null ? 1 : 0);
    long bytes = all.bytes + after.bytes() - (before == null ? 0 : before.bytes());
    requireRoom("namespaces", namespaces, limits.namespacesMax());
    requireRoom("entries", entries, limits.entriesMax());
    requireRoom("bytes", bytes, limits.bytesMax());
  }

  private static void requireRoom(String what, long count, long max) {
    if (count > max) {
      throw new ResourceException(
          ErrorCode.LIMIT_REACHED,
          "no more than "
              + max
              + " "
              + what
              + " of presence are held at a time; try again when others have left");
    }
  }

  private void requireOfPeer(@Nullable Register before, Register after) {
    String peer = after.stamp().peer();
    Account account = byPeer.getOrDefault(peer, new Account());
    Register own = before != null && before.stamp().peer().equals(peer) ? before : null;
    long entries = account.entries + (own == null ? 1 : 0);
    long bytes = account.bytes + after.bytes() - (own == null ? 0 : own.bytes());
    requireOfPeer(peer, "entries", entries, limits.peerEntriesMax());
    requireOfPeer(peer, "bytes", bytes, limits.peerBytesMax());
  }

  private static void requireOfPeer(String peer, String what, long count, long max) {
    if (count > max) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "peer " + peer + " may hold " + max + " " + what + " at most; delete some first");
    }
  }

  void replace(@Nullable Register before, @Nullable Register after) {
    if (before != null) {
      add(before, -1);
    }
    if (after != null) {
      add(after, 1);
    }
  }

  private void add(Register register, int sign) {
    all.add(register, sign);
    String peer = register.stamp().peer();
    Account account = byPeer.computeIfAbsent(peer, any -> new Account());
    account.add(register, sign);
    if (account.entries == 0) {
      byPeer.remove(peer);
    }
  }
}

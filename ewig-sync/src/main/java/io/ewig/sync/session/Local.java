package io.ewig.sync.session;

import io.ewig.engine.comparison.Comparisons;
import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.crypt.SaltKey;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.part.Filter;
import io.ewig.engine.repair.EventRange;
import io.ewig.engine.replica.Growth;
import io.ewig.engine.replica.Standing;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a session needs of the replica that it speaks for; any thread. */
public interface Local {

  /** Under which origin it writes. */
  Origin self();

  /** What it has, as far as that is durable. */
  Standing standing();

  /** Likewise, without what it has come to. */
  VersionVector version();

  /** Which part of the history it keeps, or is going to. */
  default Filter filter() {
    return Filter.EVERYTHING;
  }

  /** One digest of all its state that is part of what another one keeps as well. */
  Hash root(Filter theirs);

  /**
   * What a replica of some version lacks of what is here, in causal order, as far as it keeps it.
   */
  Commits since(VersionVector theirs, Filter wanted);

  /** What of the payloads that others have is wanted here. */
  default Optional<Growth> growth() {
    return Optional.empty();
  }

  /** A payload that lies in the content store. */
  byte[] blob(Payload.Blob blob);

  /** Some events with what is around them, as far as they are here, by origin in causal order. */
  default Commits commits(List<EventRange> wanted) {
    return () -> null;
  }

  /** What is compared with another replica, without changing either; nothing: it is not. */
  default Optional<Comparisons> comparisons() {
    return Optional.empty();
  }

  /** Takes note of what somebody says to have, who may not forget it again. */
  default void hear(Origin origin, VersionVector theirs) {}

  /** Why nothing is exchanged with who has no more than this, if it is too old for that. */
  default Optional<String> whyTooOld(VersionVector theirs) {
    return Optional.empty();
  }

  /** An object of the content store; nothing if it is not here, or is damaged. */
  default Optional<byte[]> object(Hash address) {
    return Optional.empty();
  }

  /** What an origin has signed last, of what is here; nothing if it does not sign. */
  default Optional<CommitSignature> signatureOf(Origin origin) {
    return Optional.empty();
  }

  /** Whether an origin has signed something; false if that can't be told here. */
  default boolean holds(CommitSignature signature) {
    return false;
  }

  /** Keys from which salts of commits may follow that go out; none is always right. */
  default List<SaltKey> giveSaltKeys(List<Commit> commits) {
    return List.of();
  }

  /** Takes note of keys that came with commits which were taken, for whom these go on to. */
  default void learn(List<SaltKey> keys) {}

  /**
   * Takes commits in; what is new is durable when this returns. What comes before a commit that it
   * objects to stays.
   *
   * @param blobs payloads that the commits refer to
   * @param areSealed whether their hashes were computed here, and need no other look
   */
  Taken take(List<Commit> commits, List<byte[]> blobs, boolean areSealed);

  /** Commits one by one. */
  interface Commits {

    /** The next one, or null at the end. */
    @Nullable Commit next();

    /** The first one so far that can't be given since it is not whole here. */
    default Optional<Commit> leftOut() {
      return Optional.empty();
    }
  }
}

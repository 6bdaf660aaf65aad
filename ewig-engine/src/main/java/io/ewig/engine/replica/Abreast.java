package io.ewig.engine.replica;

import io.ewig.engine.branch.At;
import io.ewig.engine.branch.Merge;
import io.ewig.engine.branch.RefChange;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Erasure;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.Seen;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.inception.Inception;
import io.ewig.engine.internal.state.State;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether commits that come were made by who had seen all that is folded here, and need nothing of
 * it; one thread, one batch.
 *
 * <p>What such a commit adds up to with the folded state is what it would with all events. Of any
 * other nobody could say that, so it is not taken.
 */
final class Abreast {

  private final State state;
  private final Inception inception;
  private final Map<Origin, VersionVector> seen = new HashMap<>(); // so far, by what commits say

  Abreast(State state) {
    this.state = state;
    this.inception = state.inception();
  }

  /** Why a commit can't be taken, if it can't. */
  Optional<String> refuses(Commit commit) {
    if (inception.isNone() || isInception(commit)) {
      return Optional.empty();
    }
    VersionVector had = had(commit);
    if (!had.contains(inception.version())) {
      return Optional.of(
          why(
              "commit "
                  + commit.id()
                  + " was made by origin "
                  + commit.first().origin()
                  + " when it had seen "
                  + had.common(inception.version()).events()
                  + " of these; let it go on in a new, empty folder that is filled by ewig sync"
                  + " --from-checkpoint, and write again what it had written"));
    }
    return commit.events().stream()
        .filter(this::needsFolded)
        .findFirst()
        .map(
            event ->
                why(
                    "event "
                        + event.id()
                        + " of type "
                        + event.type()
                        + " is about something among these; fill a new, empty folder by ewig sync"
                        + " from a replica that has all"));
  }

  /** Where somebody else's log begins changes nothing, and comes before he has met anybody. */
  private static boolean isInception(Commit commit) {
    return commit.events().stream().allMatch(event -> event.world().equals(Inception.WORLD));
  }

  private String why(String what) {
    return String.valueOf(inception.folded(what).getMessage());
  }

  /** Takes note of what was taken. */
  void took(Commit commit) {
    if (!inception.isNone()) {
      seen.put(commit.first().origin(), had(commit));
    }
  }

  private VersionVector had(Commit commit) {
    Origin origin = commit.first().origin();
    return seen.computeIfAbsent(origin, state::seenBy)
        .merge(Seen.in(commit.info()))
        .with(origin, commit.last().originSeq());
  }

  /** Whether an event says something of what is not here any more. */
  private boolean needsFolded(Event event) {
    if (!(event.payload() instanceof Payload.Inline inline)) {
      return false;
    } else if (Erasure.is(event)) {
      return Erasure.read(inline.bytes()).events().stream().anyMatch(hash -> !isHere(hash));
    } else if (event.world().equals(RefChange.WORLD)) {
      return needsFolded(event.type(), inline.bytes());
    } else if (event.world().equals(Merge.WORLD)) {
      return mergesFolded(inline.bytes());
    }
    return false;
  }

  /** A merge of what can't be told any more would be none here. */
  private boolean mergesFolded(byte[] payload) {
    try {
      return isFolded(Merge.parse(payload).source());
    } catch (UserException senseless) { // here as everywhere
      return false;
    }
  }

  /** Whether an event is in the log, even if that is not on the disk yet. */
  boolean isHere(Hash event) {
    if (state.log().find(event).isPresent()) {
      return true;
    }
    state.log().awaitDurable(state.log().appended().size()); // it may have come just before
    return state.log().find(event).isPresent();
  }

  /** A tag of a folded moment is none here; but a branch would be another one. */
  private boolean needsFolded(EventType type, byte[] payload) {
    try {
      if (!(Json.parse(payload) instanceof JsonObject change)) {
        return false;
      } else if (type.equals(EventType.BRANCH_RESTORED)) {
        return change.get("name") instanceof JsonText name && !state.refs().isKnown(name.value());
      } else if (type.equals(EventType.BRANCH_CREATED) || type.equals(EventType.BRANCH_MOVED)) {
        return At.of(change.get("at")).map(this::isFolded).orElse(false);
      }
      return false;
    } catch (UserException senseless) { // here as everywhere
      return false;
    }
  }

  private boolean isFolded(At at) {
    if (isHere(at.hash())) {
      return !at.held().isEmpty() && !at.held().contains(inception.version());
    }
    return inception.find(at.line(), at.hash(), at.held()).isEmpty();
  }
}

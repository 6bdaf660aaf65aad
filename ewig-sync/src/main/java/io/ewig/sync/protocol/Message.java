package io.ewig.sync.protocol;

import io.ewig.engine.comparison.Absences;
import io.ewig.engine.comparison.EventPlace;
import io.ewig.engine.comparison.Mark;
import io.ewig.engine.comparison.Outline;
import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.crypt.SaltKey;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.part.Filter;
import io.ewig.engine.repair.EventRange;
import io.ewig.engine.replica.Brought;
import io.ewig.sync.standing.Stated;
import io.ewig.sync.standing.VectorDifference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one replica says to another. */
public sealed interface Message {

  /** Shows the message to who knows what to do. */
  void accept(Listener listener);

  /** Who knows what to do about each message. */
  interface Listener {
    void hello(Hello hello);

    void events(Events events);

    void blob(Blob blob);

    void acknowledged(Acknowledged acknowledged);

    void refused(Refused refused);

    void fork(Fork fork);

    void keeps(Keeps keeps);

    void brings(Brings brings);

    void wanted(Wanted wanted);

    void examine(Examine examine);

    void examined(Examined examined);
  }

  /**
   * Who speaks, and what it has; two with the same digest have the same events.
   *
   * @param wants whether it takes events
   * @param gives whether it sends what it has and the other lacks
   * @param asksRoot whether it wants to know the other's root once neither has more to send
   * @param stated what it has
   * @param expects what it has with all that is on its way to it, by what that differs from what it
   *     has: from there on it wants more
   * @param root of its state, if it was asked
   */
  record Hello(
      Origin from,
      boolean wants,
      boolean gives,
      boolean asksRoot,
      Stated stated,
      Optional<VectorDifference> expects,
      Optional<Hash> root)
      implements Message {

    @Override
    public void accept(Listener listener) {
      listener.hello(this);
    }
  }

  /**
   * Commits in causal order.
   *
   * @param saltKeys from which salts of their payloads may follow
   * @param areSealed whether their ids and hashes were computed here, as a reader does it
   */
  record Events(List<Commit> commits, List<SaltKey> saltKeys, boolean areSealed)
      implements Message {

    public Events {
      commits = List.copyOf(commits);
      saltKeys = List.copyOf(saltKeys);
    }

    public Events(List<Commit> commits, List<SaltKey> saltKeys) {
      this(commits, saltKeys, false);
    }

    /** How far their origins have got with them. */
    public VersionVector version() {
      Map<Origin, Long> seqs = new HashMap<>();
      for (Commit commit : commits) {
        seqs.merge(commit.last().origin(), commit.last().originSeq(), Math::max);
      }
      return VersionVector.of(seqs);
    }

    @Override
    public void accept(Listener listener) {
      listener.events(this);
    }
  }

  /** A payload that lies in the content store, sent before the first event that carries it. */
  record Blob(byte[] bytes) implements Message {

    @Override
    public void accept(Listener listener) {
      listener.blob(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Blob that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /**
   * Events have arrived and are durable.
   *
   * @param taken how many were new
   * @param known how many had been here
   * @param digest the first eight bytes of the digest of how far the origins that were spoken of
   *     have got here
   * @param version that itself, unless it is just as far as the events go
   */
  record Acknowledged(long taken, long known, long digest, Optional<VersionVector> version)
      implements Message {

    /**
     * @param came how far the events go that are acknowledged
     */
    public static Acknowledged of(
        long taken, long known, VersionVector version, VersionVector came) {
      return new Acknowledged(
          taken,
          known,
          version.digest().a(),
          version.equals(came) ? Optional.empty() : Optional.of(version));
    }

    @Override
    public void accept(Listener listener) {
      listener.acknowledged(this);
    }
  }

  /**
   * What the speaker asks for, whatever the other has said that it has; as much comes as goes out
   * at a time.
   *
   * @param events which come as {@link Events} in the order of their numbers
   * @param objects of the content store by their addresses, which come as {@link Blob}
   * @param payloads by the hashes of their events, which come as {@link Brings}
   */
  record Wanted(List<EventRange> events, List<Hash> objects, List<Hash> payloads)
      implements Message {

    public Wanted {
      events = List.copyOf(events);
      objects = List.copyOf(objects);
      payloads = List.copyOf(payloads);
    }

    public static Wanted events(List<EventRange> ranges) {
      return new Wanted(ranges, List.of(), List.of());
    }

    public static Wanted objects(List<Hash> addresses) {
      return new Wanted(List.of(), addresses, List.of());
    }

    public static Wanted payloads(List<Hash> events) {
      return new Wanted(List.of(), List.of(), events);
    }

    @Override
    public void accept(Listener listener) {
      listener.wanted(this);
    }
  }

  /**
   * Asks what the other comes to, for a comparison that changes nothing; only what is not the same
   * is said.
   *
   * @param standing what the speaker has, if it wants to know that of the other
   * @param outline the digest of its branches, likewise
   * @param absences the digest of the payloads that are not there, likewise
   * @param places events up to which it wants to know what histories have come to
   */
  record Examine(
      Optional<Stated> standing,
      Optional<Long> outline,
      Optional<Long> absences,
      List<EventPlace> places)
      implements Message {

    public Examine {
      places = List.copyOf(places);
    }

    @Override
    public void accept(Listener listener) {
      listener.examine(this);
    }
  }

  /**
   * What the speaker comes to, as it was asked.
   *
   * @param outline nothing if it is the same
   * @param absences likewise
   * @param marks one for each place in that order; nothing where the event is not there
   */
  record Examined(
      Optional<Stated> standing,
      Optional<Outline> outline,
      Optional<Absences> absences,
      List<Optional<Mark>> marks)
      implements Message {

    public Examined {
      marks = List.copyOf(marks);
    }

    @Override
    public void accept(Listener listener) {
      listener.examined(this);
    }
  }

  /** Something was not done; of what came with it, nothing was written. */
  record Refused(Reason reason, String text) implements Message {

    @Override
    public void accept(Listener listener) {
      listener.refused(this);
    }
  }

  /**
   * Two hashes were seen for one number of an origin: it, or somebody in its name, tells different
   * stories. Of marks only the first eight bytes are known.
   *
   * @param signed what the origin has put its name to of that, as far as is known: one of the two
   *     stories, or both; anybody may have written it until it was checked
   */
  record Fork(Origin origin, long originSeq, Hash one, Hash other, List<CommitSignature> signed)
      implements Message {

    /** One for each story. */
    public static final int SIGNED_MAX = 2;

    public Fork {
      signed = List.copyOf(signed);
    }

    /** Of which nobody knows who told them. */
    public Fork(Origin origin, long originSeq, Hash one, Hash other) {
      this(origin, originSeq, one, other, List.of());
    }

    public Fork withSigned(List<CommitSignature> signatures) {
      return new Fork(origin, originSeq, one, other, signatures);
    }

    /** Whether, if the signatures hold, the origin itself has told two stories. */
    public boolean isProof() {
      return signed.size() == SIGNED_MAX
          && signed.stream().allMatch(each -> each.origin().equals(origin))
          && !signed.get(0).hash().equals(signed.get(1).hash());
    }

    @Override
    public void accept(Listener listener) {
      listener.fork(this);
    }
  }

  /** Who speaks keeps a part of the history: of all else it takes no payloads. */
  record Keeps(Filter filter) implements Message {

    @Override
    public void accept(Listener listener) {
      listener.keeps(this);
    }
  }

  /** What there is of payloads that are wanted, in that order, as far as there was room. */
  record Brings(List<Brought> payloads) implements Message {

    public Brings {
      payloads = List.copyOf(payloads);
    }

    @Override
    public void accept(Listener listener) {
      listener.brings(this);
    }
  }
}

package io.ewig.sync.protocol;

import io.ewig.engine.comparison.Absences;
import io.ewig.engine.comparison.EventPlace;
import io.ewig.engine.comparison.Mark;
import io.ewig.engine.comparison.Outline;
import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.crypt.SaltKey;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.part.Filter;
import io.ewig.engine.repair.EventRange;
import io.ewig.engine.replica.Brought;
import io.ewig.engine.replica.Standing;
import io.ewig.engine.time.SystemNanos;
import io.ewig.engine.world.WorldPattern;
import io.ewig.sync.standing.Sketch;
import io.ewig.sync.standing.Stated;
import io.ewig.sync.standing.Symbol;
import io.ewig.sync.standing.VectorDifference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Messages of all kinds, from one seed. */
final class RandomMessages {

  private static final long START_NANOS = 1_700_000_000_000_000_000L;

  private final Randoms random;
  private final Map<String, Hash> chains = new HashMap<>();
  private final Map<Origin, Long> seqs = new HashMap<>();
  private final List<EventId> ids = new ArrayList<>();
  private final SaltKey saltKey;
  private long saltNumber;
  private long nanos = START_NANOS;
  private long seq;

  RandomMessages(long seed) {
    random = new Randoms(seed);
    saltKey = new SaltKey(new Origin(7, 0), 0, random.bytes(SaltKey.BYTES));
    saltNumber = random.longBelow(1L << 62);
  }

  Message any() {
    return switch (random.below(11)) {
      case 0 -> hello();
      case 1 -> new Message.Blob(random.bytes(random.below(100)));
      case 2 -> acknowledged();
      case 3 -> new Message.Refused(random.of(Reason.values()), "wéil es so ist");
      case 4 -> fork();
      case 5 -> new Message.Keeps(filter());
      case 6 -> brings();
      case 7 -> wanted();
      case 8 -> examine();
      case 9 -> examined();
      default -> events(1 + random.below(5));
    };
  }

  private Filter filter() {
    List<WorldPattern> worlds = new ArrayList<>();
    for (int left = random.below(4); left > 0; left--) {
      worlds.add(new WorldPattern("a://gärten/" + random.below(9) + random.of("", "*", "**")));
    }
    return new Filter(worlds, random.oneIn(2) ? List.of() : List.of(new WorldPattern("main")));
  }

  private List<Hash> hashes() {
    List<Hash> hashes = new ArrayList<>();
    for (int left = random.below(5); left > 0; left--) {
      hashes.add(hash());
    }
    return hashes;
  }

  private Message.Brings brings() {
    List<Brought> payloads = new ArrayList<>();
    for (Hash event : hashes()) {
      payloads.add(
          random.oneIn(3)
              ? Brought.missing(event)
              : new Brought(event, random.bytes(Payload.SALT_BYTES), text()));
    }
    return new Message.Brings(payloads);
  }

  private Message.Wanted wanted() {
    return new Message.Wanted(ranges(), hashes(), hashes());
  }

  private List<EventRange> ranges() {
    List<EventRange> ranges = new ArrayList<>();
    for (int left = random.below(4); left > 0; left--) {
      long from = 1 + random.longBelow(1L << 40);
      ranges.add(new EventRange(origin(), from, from + random.below(1_000)));
    }
    return ranges;
  }

  private Message.Examine examine() {
    List<EventPlace> places = new ArrayList<>();
    for (int left = random.below(4); left > 0; left--) {
      places.add(new EventPlace(origin(), 1 + random.longBelow(1L << 40)));
    }
    return new Message.Examine(
        random.oneIn(2) ? Optional.of(hello().stated()) : Optional.empty(),
        random.oneIn(2) ? Optional.of(random.longBelow(Long.MAX_VALUE)) : Optional.empty(),
        random.oneIn(2) ? Optional.of(random.longBelow(Long.MAX_VALUE)) : Optional.empty(),
        places);
  }

  private Message.Examined examined() {
    TreeMap<String, Outline.Branch> branches = new TreeMap<>();
    List<Optional<Mark>> marks = new ArrayList<>();
    for (int left = random.below(4); left > 0; left--) {
      branches.put("zweig/" + random.below(9) + "ü", new Outline.Branch(hash(), hash()));
      Mark mark = new Mark(random.longBelow(Long.MAX_VALUE), hash());
      marks.add(random.oneIn(3) ? Optional.empty() : Optional.of(mark));
    }
    Absences absences =
        new Absences(random.longBelow(Long.MAX_VALUE), ranges(), ranges(), random.oneIn(2));
    return new Message.Examined(
        random.oneIn(2) ? Optional.of(hello().stated()) : Optional.empty(),
        random.oneIn(2) ? Optional.of(new Outline(branches)) : Optional.empty(),
        random.oneIn(2) ? Optional.of(absences) : Optional.empty(),
        marks);
  }

  private Message.Fork fork() {
    Origin origin = origin();
    List<CommitSignature> signed = new ArrayList<>();
    for (int left = random.below(Message.Fork.SIGNED_MAX + 1); left > 0; left--) {
      String seal = "A".repeat(random.below(CommitSignature.SEAL_CHARS + 1));
      signed.add(new CommitSignature(origin, 1 + random.below(100), hash(), seal));
    }
    long seq = 1 + random.longBelow(Long.MAX_VALUE - 1);
    return new Message.Fork(origin, seq, hash(), hash(), signed);
  }

  Message.Hello hello() {
    VersionVector version = vector();
    TreeMap<Origin, Long> marks = new TreeMap<>();
    version.seqs().keySet().forEach(origin -> marks.put(origin, random.longBelow(1L << 62)));
    Standing standing = new Standing(version, marks);
    return new Message.Hello(
        origin(),
        random.oneIn(2),
        random.oneIn(2),
        random.oneIn(2),
        stated(standing),
        random.oneIn(2) ? Optional.of(difference()) : Optional.empty(),
        random.oneIn(2) ? Optional.of(hash()) : Optional.empty());
  }

  private Stated stated(Standing standing) {
    long digest = random.longBelow(Long.MAX_VALUE);
    long other = random.longBelow(Long.MAX_VALUE);
    return switch (random.below(4)) {
      case 0 -> new Stated.Digest(digest);
      case 1 -> new Stated.Whole(standing);
      case 2 -> relative(digest, other);
      default -> new Stated.Sketched(digest, other, sketch());
    };
  }

  private Stated relative(long digest, long base) {
    VectorDifference difference = difference();
    TreeMap<Integer, Long> marks = new TreeMap<>();
    for (int at = 0; at < 6; at++) {
      if (!difference.changed().containsKey(at) && random.oneIn(3)) {
        marks.put(at, random.longBelow(Long.MAX_VALUE));
      }
    }
    return new Stated.Relative(digest, base, difference, marks);
  }

  private VectorDifference difference() {
    TreeMap<Integer, Long> changed = new TreeMap<>();
    for (int left = random.below(5); left > 0; left--) {
      changed.put(random.below(300), random.longBelow(1L << 62) - (1L << 61));
    }
    changed.values().removeIf(further -> further == 0);
    return new VectorDifference(changed, vector().seqs());
  }

  private Sketch sketch() {
    List<Symbol> symbols = new ArrayList<>();
    for (int left = 1 + random.below(5); left > 0; left--) {
      symbols.add(
          new Symbol(
              random.longBelow(Long.MAX_VALUE),
              random.longBelow(Long.MAX_VALUE),
              random.longBelow(1L << 40),
              random.longBelow(Long.MAX_VALUE),
              random.longBelow(Long.MAX_VALUE),
              random.below(100) - 50));
    }
    return new Sketch(symbols);
  }

  private Message acknowledged() {
    VersionVector version = vector();
    return Message.Acknowledged.of(
        random.below(100),
        random.below(100),
        version,
        random.oneIn(2) ? version : VersionVector.EMPTY);
  }

  VersionVector vector() {
    TreeMap<Origin, Long> origins = new TreeMap<>();
    for (int left = random.below(5); left > 0; left--) {
      origins.put(origin(), 1 + random.longBelow(1L << (1 + random.below(60))));
    }
    return VersionVector.of(origins);
  }

  Message.Events events(int count) {
    List<Commit> commits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      commits.add(commit());
    }
    return new Message.Events(commits, random.oneIn(4) ? List.of() : List.of(saltKey));
  }

  private Origin origin() {
    return new Origin(7, random.below(4));
  }

  private Hash hash() {
    return Hash.of(random.bytes(Hash.BYTES));
  }

  /** Goes on from the commits before, of several origins on several branches. */
  private Commit commit() {
    Origin origin = origin();
    Branch branch = new Branch(random.of("main", "main", "dev"));
    nanos += random.below(2_000_000);
    long originSeq = seqs.getOrDefault(origin, random.longBelow(1000)) + 1;
    List<Commit.Fact> facts = new ArrayList<>();
    for (int left = random.oneIn(5) ? 40 : 1 + random.below(3); left > 0; left--) {
      facts.add(fact());
    }
    Commit commit =
        Commit.seal(
            info(branch),
            new Commit.Place(
                seq,
                nanos,
                origin,
                originSeq,
                (nanos / 1_000_000 << 16) + random.below(1000),
                chains.getOrDefault(origin + branch.name(), Hash.ZERO)),
            facts);
    chains.put(origin + branch.name(), commit.last().hash());
    seqs.put(origin, commit.last().originSeq());
    ids.add(commit.id());
    seq = commit.endSeq();
    return commit;
  }

  private CommitInfo info(Branch branch) {
    List<EventId> parents = new ArrayList<>();
    for (int left = random.below(3); left > 0 && !ids.isEmpty(); left--) {
      parents.add(ids.get(ids.size() - 1 - random.below(Math.min(4, ids.size()))));
    }
    if (random.oneIn(8)) {
      parents.add(new EventId(random.longBelow(1L << 62), random.longBelow(1L << 62)));
    }
    if (!random.oneIn(3)) {
      return CommitInfo.on(branch, parents);
    }
    TreeMap<String, String> metadata = new TreeMap<>();
    metadata.put("ticket", "#" + random.below(100));
    return new CommitInfo(branch, parents, "ada", "why ünd how", metadata);
  }

  private Commit.Fact fact() {
    Instant now = SystemNanos.toInstant(nanos);
    ValidPeriod valid =
        random.of(
            ValidPeriod.from(now),
            ValidPeriod.from(now),
            ValidPeriod.from(now.minusSeconds(random.below(100_000)).plusNanos(7)),
            new ValidPeriod(now, now.plusSeconds(1 + random.below(1000))),
            new ValidPeriod(ValidPeriod.OPEN_START, now),
            new ValidPeriod(ValidPeriod.OPEN_START, ValidPeriod.OPEN_END));
    EventType type =
        EventType.of(random.of("RowPut", "RowPut", "StateChanged", "Blinked", "a.b:c"));
    Payload payload = payload();
    return new Commit.Fact(
        World.of("table://public/t" + random.below(3)), type, valid, payload, payload.commitment());
  }

  private Payload payload() {
    byte[] salt = salt();
    return switch (random.below(11)) {
      case 0 -> new Payload.Erased(hash());
      case 1 -> new Payload.Blob(salt, Payload.INLINE_BYTES_MAX + 1 + random.below(1000), hash());
      case 2 -> new Payload.Inline(salt, new byte[0]);
      case 3 -> new Payload.Withheld(hash());
      default -> new Payload.Inline(salt, text());
    };
  }

  private byte[] salt() {
    if (random.oneIn(4)) {
      return random.bytes(Payload.SALT_BYTES);
    }
    saltNumber += random.oneIn(10) ? random.below(1000) : 1;
    return saltKey.salts(saltNumber, 1);
  }

  private byte[] text() {
    StringBuilder text = new StringBuilder();
    for (int left = random.below(12); left > 0; left--) {
      text.append("{\"name\":\"").append(random.of("rose", "oak", "fern")).append("\"}");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}

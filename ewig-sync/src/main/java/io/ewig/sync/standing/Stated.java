package io.ewig.sync.standing;

import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.replica.Standing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A standing as somebody says it; equal digests stand for equal ones. */
public sealed interface Stated {

  /** The first eight bytes of the standing's digest. */
  long digest();

  /**
   * What is known by that.
   *
   * @param mine what the listener has
   * @param said what it has said of itself of late
   */
  Optional<Heard> understood(Standing mine, Said said);

  /** By its digest alone: it may be known. */
  record Digest(long digest) implements Stated {

    @Override
    public Optional<Heard> understood(Standing mine, Said said) {
      return said.find(digest).map(Heard::of);
    }
  }

  /** All of it. */
  record Whole(Standing standing) implements Stated {

    @Override
    public long digest() {
      return standing.digest().a();
    }

    @Override
    public Optional<Heard> understood(Standing mine, Said said) {
      return Optional.of(Heard.of(standing));
    }
  }

  /**
   * By what differs from what the listener has said.
   *
   * @param base the digest of that
   * @param marks where in that are origins that have got as far and have come to something else,
   *     and to what
   */
  record Relative(
      long digest, long base, VectorDifference difference, SortedMap<Integer, Long> marks)
      implements Stated {

    public Relative {
      marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
    }

    static Relative of(Standing standing, long base, Heard theirs) {
      TreeMap<Integer, Long> marks = new TreeMap<>();
      int at = 0;
      for (Map.Entry<Origin, Long> each : theirs.version().seqs().entrySet()) {
        Long mark = standing.marks().get(each.getKey());
        Long theirMark = theirs.marks().get(each.getKey());
        boolean isAsFar = standing.version().get(each.getKey()) == each.getValue();
        if (isAsFar && mark != null && theirMark != null && !mark.equals(theirMark)) {
          marks.put(at, mark);
        }
        at++;
      }
      VectorDifference difference = VectorDifference.between(theirs.version(), standing.version());
      return new Relative(standing.digest().a(), base, difference, marks);
    }

    /** Of origins that have got elsewhere no mark is said: it could be compared with none. */
    @Override
    public Optional<Heard> understood(Standing mine, Said said) {
      Optional<Standing> found = said.find(base);
      Optional<VersionVector> version =
          found.flatMap(standing -> difference.appliedTo(standing.version()));
      if (found.isEmpty() || version.isEmpty()) {
        return Optional.empty();
      }
      TreeMap<Origin, Long> known = new TreeMap<>(found.get().marks());
      List<Origin> origins = new ArrayList<>(known.keySet());
      if (!marks.isEmpty() && marks.lastKey() >= origins.size()) {
        return Optional.empty();
      }
      difference.changed().keySet().forEach(at -> known.remove(origins.get(at)));
      marks.forEach((at, mark) -> known.put(origins.get(at), mark));
      return Optional.of(new Heard(version.get(), known));
    }
  }

  /**
   * By a sketch of its entries.
   *
   * @param listener the digest of who it was made for, as far as that was known
   */
  record Sketched(long digest, long listener, Sketch sketch) implements Stated {

    static Sketched of(Standing standing, long listener, int size) {
      long digest = standing.digest().a();
      Salt salt = new Salt(digest, listener);
      return new Sketched(digest, listener, Sketch.of(Entry.of(standing), salt, size));
    }

    /** What mine has more and less than theirs. */
    private Sketch difference(Standing mine) {
      return Sketch.of(Entry.of(mine), salt(), sketch.size()).minus(sketch);
    }

    private Salt salt() {
      return new Salt(digest, listener);
    }

    /** How many symbols it should have had, if it was not understood. */
    int sizeWanted(Standing mine, int max) {
      return difference(mine).sizeWanted(max);
    }

    @Override
    public Optional<Heard> understood(Standing mine, Said said) {
      return Peeling.of(difference(mine), salt())
          .map(found -> with(mine, found))
          .filter(standing -> standing.digest().a() == digest)
          .map(Heard::of);
    }

    private static Standing with(Standing mine, Peeling.Found found) {
      TreeMap<Origin, Long> seqs = new TreeMap<>(mine.version().seqs());
      TreeMap<Origin, Long> marks = new TreeMap<>(mine.marks());
      for (Entry entry : found.more()) {
        seqs.remove(entry.origin());
        marks.remove(entry.origin());
      }
      for (Entry entry : found.less()) {
        seqs.put(entry.origin(), entry.seq());
        marks.put(entry.origin(), entry.mark());
      }
      return new Standing(VersionVector.of(seqs), marks);
    }
  }
}

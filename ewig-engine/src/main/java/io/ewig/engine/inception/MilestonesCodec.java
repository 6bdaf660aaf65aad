package io.ewig.engine.inception;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.event.World;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.inception.Milestones.Merged;
import io.ewig.engine.inception.Milestones.Milestone;
import io.ewig.engine.inception.Milestones.NamedBranch;
import io.ewig.engine.inception.Milestones.NamedTag;
import io.ewig.engine.inception.Milestones.Strand;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Milestones as bytes.
 *
 * <pre>
 *   milestones = count, line*, count, milestone*, count, branch*, count, tag*
 *   line       = name: text, from + 1, limit, only: text or empty, version
 *   milestone  = line, count, hash*, version, last: i64, i64, count, (line, limit)*
 *   branch     = name: text, line, created: i64
 *   tag        = name: text, line, limit, commit: i64, i64, message: text, created: i64
 *   version    = count, (origin (16), number)*                                  sorted by origin
 *   text       = length, UTF-8
 * </pre>
 *
 * <p>Counts, lengths and other numbers are varints. A line names only lines before it.
 */
final class MilestonesCodec {

  private static final int ORIGINS_MAX = 4_096;
  private static final int TEXT_BYTES_MAX = 64 << 10;

  private MilestonesCodec() {}

  static byte[] write(Milestones milestones) {
    BytesOut out = new BytesOut(1 << 10);
    out.putVarint(milestones.lines().size());
    for (Strand line : milestones.lines()) {
      World only = line.only();
      out.putText(line.name().name()).putVarint(line.from() + 1).putVarint(line.limit());
      put(line.held(), out.putText(only == null ? "" : only.uri()));
    }
    out.putVarint(milestones.count());
    for (Milestone each : milestones.all()) {
      out.putVarint(each.line()).putVarint(each.hashes().size());
      each.hashes().forEach(out::putHash);
      put(each.held(), out);
      out.putLong(each.last().high()).putLong(each.last().low());
      out.putVarint(each.merged().size());
      each.merged().forEach(merged -> out.putVarint(merged.line()).putVarint(merged.limit()));
    }
    out.putVarint(milestones.branches().size());
    for (NamedBranch branch : milestones.branches()) {
      out.putText(branch.name()).putVarint(branch.line()).putLong(branch.createdNanos());
    }
    out.putVarint(milestones.tags().size());
    for (NamedTag tag : milestones.tags()) {
      out.putText(tag.name()).putVarint(tag.line()).putVarint(tag.limit());
      out.putLong(tag.commit().high()).putLong(tag.commit().low());
      out.putText(tag.message()).putLong(tag.createdNanos());
    }
    return out.toArray();
  }

  private static void put(VersionVector version, BytesOut out) {
    out.putVarint(version.seqs().size());
    version
        .seqs()
        .forEach((origin, seq) -> out.putLong(origin.high()).putLong(origin.low()).putVarint(seq));
  }

  /**
   * Reads what {@link #write} gave; refuses what it can't have given.
   *
   * @param file what errors call it
   */
  static Milestones read(byte[] bytes, String file) {
    BytesIn in = new BytesIn(bytes, file);
    try {
      Milestones read = new Milestones(lines(in), milestones(in), branches(in), tags(in));
      requireWhole(read, in);
      return read;
    } catch (UserException senseless) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_FILE,
          file,
          0,
          "milestones that make no sense: " + senseless.getMessage());
    }
  }

  private static List<Strand> lines(BytesIn in) {
    List<Strand> lines = new ArrayList<>();
    int count = in.getCount(in.remaining(), "lines");
    for (int i = 0; i < count; i++) {
      Branch name = new Branch(in.getText(Branch.BYTES_MAX, "a line's name"));
      int from = in.getCount(i, "lines before a line") - 1;
      long limit = in.getCount(Milestones.COUNT_MAX, "milestones");
      String only = in.getText(World.BYTES_MAX, "a line's world");
      lines.add(new Strand(name, from, limit, only.isEmpty() ? null : World.of(only), version(in)));
    }
    return lines;
  }

  private static List<Milestone> milestones(BytesIn in) {
    List<Milestone> milestones = new ArrayList<>();
    int count = in.getCount(Milestones.COUNT_MAX, "milestones");
    for (int i = 0; i < count; i++) {
      int line = in.getCount(in.remaining(), "a line");
      List<Hash> hashes = new ArrayList<>();
      int names = in.getCount(in.remaining(), "hashes");
      for (int j = 0; j < names; j++) {
        hashes.add(in.getHash());
      }
      VersionVector held = version(in);
      EventId last = new EventId(in.getLong(), in.getLong());
      List<Merged> merged = new ArrayList<>();
      int merges = in.getCount(in.remaining(), "merges");
      for (int j = 0; j < merges; j++) {
        merged.add(new Merged(in.getCount(in.remaining(), "a line"), in.getCount(i, "milestones")));
      }
      milestones.add(new Milestone(line, hashes, held, last, merged));
    }
    return milestones;
  }

  private static List<NamedBranch> branches(BytesIn in) {
    List<NamedBranch> branches = new ArrayList<>();
    int count = in.getCount(in.remaining(), "branches");
    for (int i = 0; i < count; i++) {
      String name = in.getText(Branch.BYTES_MAX, "a branch's name");
      branches.add(new NamedBranch(name, in.getCount(in.remaining(), "a line"), in.getLong()));
    }
    return branches;
  }

  private static List<NamedTag> tags(BytesIn in) {
    List<NamedTag> tags = new ArrayList<>();
    int count = in.getCount(in.remaining(), "tags");
    for (int i = 0; i < count; i++) {
      String name = in.getText(Branch.BYTES_MAX, "a tag's name");
      int line = in.getCount(in.remaining(), "a line");
      long limit = in.getCount(Milestones.COUNT_MAX, "milestones");
      EventId commit = new EventId(in.getLong(), in.getLong());
      String message = in.getText(TEXT_BYTES_MAX, "a tag's message");
      tags.add(new NamedTag(name, line, limit, commit, message, in.getLong()));
    }
    return tags;
  }

  private static VersionVector version(BytesIn in) {
    TreeMap<Origin, Long> seqs = new TreeMap<>();
    int count = in.getCount(ORIGINS_MAX, "origins");
    for (int i = 0; i < count; i++) {
      seqs.put(new Origin(in.getLong(), in.getLong()), in.getVarint());
    }
    return VersionVector.of(seqs);
  }

  /** Whoever reads them need not ask again whether a number names something. */
  private static void requireWhole(Milestones read, BytesIn in) {
    int lines = read.lines().size();
    int count = read.count();
    boolean isWhole =
        count > 0
            && lines > 0
            && in.remaining() == 0
            && read.lines().get(0).name().equals(Branch.MAIN)
            && read.lines().stream().map(Strand::name).distinct().count() == lines
            && read.lines().stream().allMatch(line -> line.limit() <= count)
            && read.all().stream().allMatch(each -> each.line() < lines)
            && read.all().stream()
                .flatMap(each -> each.merged().stream())
                .allMatch(merged -> merged.line() < lines)
            && read.branches().stream().allMatch(branch -> branch.line() < lines)
            && read.tags().stream().allMatch(tag -> tag.line() < lines && tag.limit() <= count);
    if (!isWhole) {
      throw in.malformed("milestones that name lines or milestones which are not there");
    }
  }
}

package io.ewig.engine.format.segment;

import io.ewig.engine.event.Branch;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.World;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.commit.Names;
import io.ewig.engine.format.commit.Texts;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Heads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What reading or continuing a segment takes besides its events: in the state part of its index.
 *
 * <pre>
 * state   = keys, names, heads, peaks
 * keys    = list of (offset: varint, wrapped key: text)  the data keys in the segment, in order
 * names   = worlds: list of text, branches: list of text, origins: list of 16, types: list of text
 * heads   = lastNanos: i64, lastHlc: i64,
 *           chains: list of (origin 16, branch: text, hash 32, seq: varint),
 *           branches: list of (branch: text, id 16, seq: varint),
 *           origins: list of (origin 16, originSeq: varint)
 * peaks   = list of 32      the Merkle peaks at the end of the segment, largest first
 * list    = count: varint, item*
 * </pre>
 */
public record SegmentState(List<Key> keys, Names names, Heads heads, List<Hash> peaks) {

  /** The longest wrapped data key there may be. */
  private static final int WRAPPED_BYTES_MAX = 1024;

  /** A data key: it opens the frames after its offset, up to the next one. */
  public record Key(int offset, byte[] wrapped) {}

  void write(BytesOut out) {
    out.putVarint(keys.size());
    keys.forEach(key -> out.putVarint(key.offset).putVarint(key.wrapped.length).put(key.wrapped));
    putNames(out);
    putHeads(out);
    out.putVarint(peaks.size());
    peaks.forEach(out::putHash);
  }

  private void putNames(BytesOut out) {
    out.putVarint(names.worlds.size());
    names.worlds.toList().forEach(world -> out.putText(world.uri()));
    out.putVarint(names.branches.size());
    names.branches.toList().forEach(branch -> out.putText(branch.name()));
    out.putVarint(names.origins.size());
    names.origins.toList().forEach(origin -> putOrigin(out, origin));
    out.putVarint(names.types.size());
    names.types.toList().forEach(type -> out.putText(type.name()));
  }

  private void putHeads(BytesOut out) {
    out.putLong(heads.lastNanos()).putLong(heads.lastHlc()).putVarint(heads.chains().size());
    heads
        .chains()
        .forEach(
            (chain, head) -> {
              putOrigin(out, chain.origin());
              out.putText(chain.branch().name()).putHash(head.hash()).putVarint(head.seq());
            });
    out.putVarint(heads.branches().size());
    heads
        .branches()
        .forEach(
            (branch, head) -> {
              out.putText(branch.name()).putLong(head.commit().high());
              out.putLong(head.commit().low()).putVarint(head.seq());
            });
    out.putVarint(heads.originSeqs().size());
    heads
        .originSeqs()
        .forEach(
            (origin, seq) -> {
              putOrigin(out, origin);
              out.putVarint(seq);
            });
  }

  private static void putOrigin(BytesOut out, Origin origin) {
    out.putLong(origin.high()).putLong(origin.low());
  }

  static SegmentState read(BytesIn in) {
    return new SegmentState(readKeys(in), readNames(in), readHeads(in), readPeaks(in));
  }

  private static List<Key> readKeys(BytesIn in) {
    List<Key> keys = new ArrayList<>();
    for (int left = count(in); left > 0; left--) {
      int offset = in.getCount(Integer.MAX_VALUE, "as an offset");
      keys.add(new Key(offset, in.get(in.getCount(WRAPPED_BYTES_MAX, "bytes of a key"))));
    }
    return List.copyOf(keys);
  }

  private static Names readNames(BytesIn in) {
    Names names = new Names();
    for (int left = count(in); left > 0; left--) {
      names.worlds.add(Texts.world(in.getText(World.BYTES_MAX, "a world name"), in));
    }
    for (int left = count(in); left > 0; left--) {
      names.branches.add(readBranch(in));
    }
    for (int left = count(in); left > 0; left--) {
      names.origins.add(readOrigin(in));
    }
    for (int left = count(in); left > 0; left--) {
      names.types.add(Texts.type(in.getText(EventType.NAME_BYTES_MAX, "a type name"), in));
    }
    return names;
  }

  private static Heads readHeads(BytesIn in) {
    long lastNanos = in.getLong();
    long lastHlc = in.getLong();
    Map<Heads.Chain, Heads.ChainHead> chains = new HashMap<>();
    for (int left = count(in); left > 0; left--) {
      Heads.Chain chain = new Heads.Chain(readOrigin(in), readBranch(in));
      chains.put(chain, new Heads.ChainHead(in.getHash(), in.getVarint()));
    }
    Map<Branch, Heads.BranchHead> branches = new HashMap<>();
    for (int left = count(in); left > 0; left--) {
      Branch branch = readBranch(in);
      EventId commit = new EventId(in.getLong(), in.getLong());
      branches.put(branch, new Heads.BranchHead(commit, in.getVarint()));
    }
    Map<Origin, Long> originSeqs = new HashMap<>();
    for (int left = count(in); left > 0; left--) {
      originSeqs.put(readOrigin(in), in.getVarint());
    }
    return Heads.restore(chains, branches, originSeqs, lastNanos, lastHlc);
  }

  private static List<Hash> readPeaks(BytesIn in) {
    List<Hash> peaks = new ArrayList<>();
    for (int left = in.getCount(Long.SIZE, "Merkle peaks"); left > 0; left--) {
      peaks.add(in.getHash());
    }
    return List.copyOf(peaks);
  }

  /** No list can have more items than there are bytes left to hold them. */
  private static int count(BytesIn in) {
    return in.getCount(in.remaining(), "items");
  }

  private static Branch readBranch(BytesIn in) {
    return Texts.branch(in.getText(Branch.BYTES_MAX, "a branch name"), in);
  }

  private static Origin readOrigin(BytesIn in) {
    return new Origin(in.getLong(), in.getLong());
  }
}

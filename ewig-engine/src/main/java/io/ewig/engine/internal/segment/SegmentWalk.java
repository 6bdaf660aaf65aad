package io.ewig.engine.internal.segment;

import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventId;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.FrameSeal;
import io.ewig.engine.format.commit.FrameReader;
import io.ewig.engine.format.commit.Witness;
import io.ewig.engine.format.segment.RecordFormat;
import io.ewig.engine.format.segment.SegmentHeader;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Heads;
import io.ewig.engine.log.LogState;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a segment commit by commit from a known place on, and believes only what fits.
 *
 * <p>A commit fits if all its frames are there with checksums that hold, if it goes on from where
 * the chains stood, and if it comes to the log chain that it says. The first one that does not ends
 * the walk; what it means is for recovery to decide.
 */
public final class SegmentWalk {

  /** Hears of each commit that fits. */
  @FunctionalInterface
  public interface Visitor {
    Visitor NONE = (commit, record) -> {};

    /**
     * @param record the offset of its first record
     */
    void commit(Commit commit, int record);
  }

  private final Segment segment;
  private final Tables tables;
  private final LogState state;
  private final FrameKeys keys;
  private final ByteBuffer bytes;
  private final FrameBuffer buffer = new FrameBuffer();
  private final FrameReader reader = new FrameReader();
  private final PendingPlaces places = new PendingPlaces();
  private final Lookback back = new FromHeads();
  private CommitAssembler assembler = new CommitAssembler();
  private int at;
  private int commitRecord;
  private @Nullable CorruptionException damage;

  /**
   * @param tables those of the segment; grow
   * @param state where the chains stood at the place where the walk starts; moves on with it
   */
  public SegmentWalk(Segment segment, Tables tables, LogState state, FrameKeys keys) {
    this.segment = segment;
    this.tables = tables;
    this.state = state;
    this.keys = keys;
    this.bytes = segment.map().bytes();
  }

  /** Checks the segment's first record and stands behind it. */
  public SegmentHeader readHeader() {
    int record = Records.dataAt(bytes, 0, bytes.limit());
    if (record == Records.NONE) {
      throw segment.corrupt(0, "the file does not start with a segment header", null);
    }
    int length = Records.length(bytes, record);
    buffer.reserve(length);
    bytes.get(record + RecordFormat.WORD_BYTES, buffer.bytes(), 0, length);
    SegmentHeader header =
        SegmentHeader.read(
            buffer.bytes(), length, segment.file(), record + RecordFormat.WORD_BYTES);
    at = Records.next(bytes, record);
    segment.extend(at, segment.baseSeq());
    return header;
  }

  /** Stands where the segment's visible part ends, to see what has been added since. */
  public void goOn() {
    at = segment.end();
  }

  /** Walks until the log has so many events, or nothing more fits. */
  public void run(long untilSize, int limit, Visitor visitor) {
    int from = at;
    while (state.head().size() < untilSize && damage == null) {
      int record = Records.dataAt(bytes, from, limit);
      if (record == Records.NONE) {
        break;
      }
      try {
        take(record, visitor);
      } catch (CorruptionException | ConflictException unfit) {
        damage =
            unfit instanceof CorruptionException corrupt
                ? corrupt
                : segment.corrupt(record, "a commit that does not fit", unfit);
      }
      from = Records.next(bytes, record);
    }
  }

  private void take(int record, Visitor visitor) {
    segment.load(record, buffer);
    int kind = buffer.bytes()[FrameFormat.KIND];
    if (kind == FrameFormat.DATA_KEY) {
      takeKey(record);
      return;
    }
    segment.read(buffer, reader);
    if (reader.isFirstOfCommit()) {
      assembler = new CommitAssembler();
      places.clear();
      commitRecord = record;
    }
    places.add(record, reader);
    segment.read(buffer, reader);
    Commit commit = assembler.add(segment, record, reader, back);
    if (commit != null) {
      accept(commit, record, visitor);
    }
  }

  private void takeKey(int record) {
    byte[] wrapped =
        FrameKeys.wrappedIn(
            buffer.bytes(),
            Records.length(bytes, record),
            segment.file(),
            record + RecordFormat.WORD_BYTES);
    segment.addKey(record, wrapped, keys.unwrap(wrapped));
    if (!assembler.isWaiting()) {
      at = Records.next(bytes, record);
      segment.extend(at, state.head().size());
    }
  }

  private void accept(Commit commit, int record, Visitor visitor) {
    Head after = state.check(commit);
    if (!after.chain().equals(assembler.chain())) {
      throw segment.corrupt(
          record, "the log chain is " + after.chain() + ", not " + assembler.chain(), null);
    }
    state.advance(commit, after);
    for (int i = 0; i < commit.events().size(); i++) {
      Event event = commit.events().get(i);
      tables.add(event.hash(), event.systemNanos(), places.record(i), places.start(i));
    }
    at = Records.next(bytes, record);
    segment.extend(at, after.size());
    visitor.commit(commit, commitRecord);
  }

  /** Where the last commit that fits ends. */
  public int end() {
    return at;
  }

  /** What did not fit, or null if the walk ended for want of more. */
  public @Nullable CorruptionException damage() {
    return damage;
  }

  /**
   * The number of events that later records say were durable when they were written: if that is
   * more than what fits, then what does not fit had been acknowledged.
   *
   * @param witness of the segment's header; null if that can't be read: it had been forced before
   *     the first commit came, so whatever commit is there then tells of damage
   */
  public long durableByWitness(int limit, @Nullable Witness witness) {
    long durable = 0;
    for (int offset = (at + 3) & ~3; offset + FrameFormat.BODY < limit; offset += 4) {
      int word = bytes.getInt(offset);
      if (word != 0 && isWholeFrame(offset, word, limit)) {
        durable = Math.max(durable, durableAt(offset, witness));
      }
    }
    return durable;
  }

  private boolean isWholeFrame(int offset, int word, int limit) {
    int length = RecordFormat.length(word);
    if (!RecordFormat.isComplete(word)
        || RecordFormat.isMeta(word)
        || length < FrameFormat.BODY
        || length > FrameFormat.BYTES_MAX
        || RecordFormat.next(offset, word) > limit) {
      return false;
    }
    buffer.reserve(length);
    bytes.get(offset + RecordFormat.WORD_BYTES, buffer.bytes(), 0, length);
    return FrameSeal.holds(buffer.bytes(), length);
  }

  private long durableAt(int offset, @Nullable Witness witness) {
    try {
      segment.load(offset, buffer);
      long said = FrameReader.saidBy(buffer.bytes(), buffer.end());
      long firstSeq = Records.firstSeq(bytes, offset);
      return witness == null ? Witness.unchecked(firstSeq, said) : witness.durable(firstSeq, said);
    } catch (CorruptionException unreadable) {
      return 0; // an encrypted frame whose key is in the damaged part bears no witness
    }
  }

  /** Where the records end that were written, the writer's own behind the last commit included. */
  public int endOfRecords(int limit) {
    int offset = at;
    int word = offset + 4 <= limit ? bytes.getInt(offset) : 0;
    while (word != 0 && RecordFormat.isMeta(word) && RecordFormat.isComplete(word)) {
      int next = RecordFormat.next(offset, word);
      if (next > limit || next <= offset) {
        return offset;
      }
      offset = next;
      word = offset + 4 <= limit ? bytes.getInt(offset) : 0;
    }
    return offset;
  }

  /** Looks back as far as the chains' own heads, which is all that a fitting commit points to. */
  private final class FromHeads implements Lookback {

    @Override
    public Hash hashAt(long seq) {
      Heads.ChainHead head = state.heads().chain(reader.origin(), reader.branch());
      if (head == null || head.seq() != seq) {
        throw segment.corrupt(-1, "a parent at " + seq + ", where no chain ends", null);
      }
      return head.hash();
    }

    @Override
    public EventId commitAt(long seq) {
      Heads.BranchHead head = state.heads().branch(reader.branch());
      if (head == null || head.seq() != seq) {
        throw segment.corrupt(-1, "a parent commit at " + seq + ", where no branch ends", null);
      }
      return head.commit();
    }
  }
}

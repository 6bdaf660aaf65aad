package io.ewig.engine.internal.pack.record;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.pack.ObjectHeader;
import io.ewig.engine.format.pack.PackFormat;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the records of a pack, from wherever the walk before has ended.
 *
 * <ul>
 *   <li>An object is told when all its records are there.
 *   <li>What does not hold and has a mark behind it is damage: the walk goes on at the mark.
 *   <li>What does not hold and has none was never forced: the walk ends before it, and before the
 *       object of which it was to be a part.
 *   <li>A mark behind damage may be a part of somebody's object that looks like one. So from there
 *       on an object is told only if it has its address, which nobody can forge.
 * </ul>
 */
public final class PackScan {

  /** Hears of what there is. */
  public interface Visitor {

    void object(ObjectHeader header, int offset);

    void damage(CorruptionException what);
  }

  private final int number;
  private final FrameKeys frameKeys;
  private final String file;
  private final Visitor visitor;

  private PackKeys keys = PackKeys.NONE;
  private int end; // of what is whole
  private boolean endsWithMark;
  private boolean doubts; // since there was damage

  private int objectAt = -1; // an object whose last record was not seen yet, or -1
  private @Nullable ObjectHeader header;

  public PackScan(int number, FrameKeys frameKeys, String file, Visitor visitor) {
    this.number = number;
    this.frameKeys = frameKeys;
    this.file = file;
    this.visitor = visitor;
  }

  /** Where the last whole object, key or mark ends. */
  public int end() {
    return end;
  }

  public boolean endsWithMark() {
    return endsWithMark;
  }

  public PackKeys keys() {
    return keys;
  }

  /** Walks on to the limit of a buffer that holds the pack from its start. */
  public void run(ByteBuffer bytes) {
    objectAt = -1;
    header = null;
    if (end == 0 && !passHeader(bytes)) {
      return;
    }
    int at = end;
    while (at < bytes.limit()) {
      ObjectReader reader = new ObjectReader(bytes, 0, bytes.limit(), keys, file);
      if (reader.isRecord(at) && fits(reader, at)) {
        take(reader, at);
        at = reader.after(at);
        end = objectAt < 0 ? at : end;
        continue;
      }
      int mark = markBehind(bytes, at);
      if (mark < 0) {
        return;
      }
      int from = objectAt < 0 ? at : objectAt;
      doubts = true;
      visitor.damage(reader.corrupt(from, "what lies here, up to " + mark + ", does not hold"));
      objectAt = -1;
      header = null;
      at = mark;
      end = mark;
    }
  }

  /** A header is forced with the first batch, so it is judged like one. */
  private boolean passHeader(ByteBuffer bytes) {
    try {
      PackFormat.checkHeader(bytes, number, file);
    } catch (CorruptionException e) {
      if (markBehind(bytes, PackFormat.HEADER_BYTES) < 0) {
        return false;
      }
      doubts = true;
      visitor.damage(e);
    }
    end = PackFormat.HEADER_BYTES;
    return true;
  }

  /** Whether a record may stand where it does: a part follows its object, and nothing else does. */
  private boolean fits(ObjectReader reader, int at) {
    return (reader.kindAt(at) == FrameFormat.OBJECT_CONTINUED) == (objectAt >= 0);
  }

  private void take(ObjectReader reader, int at) {
    int kind = reader.kindAt(at);
    endsWithMark = kind == FrameFormat.MARK;
    if (kind == FrameFormat.DATA_KEY) {
      takeKey(reader, at);
    } else if (kind == FrameFormat.OBJECT) {
      header = headerOf(reader, at);
      objectAt = at;
    }
    if (objectAt >= 0 && reader.isLastAt(at)) {
      if (header != null && isBelieved(reader)) {
        visitor.object(header, objectAt);
      }
      objectAt = -1;
      header = null;
    }
  }

  private void takeKey(ObjectReader reader, int at) {
    try {
      byte[] frame = reader.frameOf(at, FrameFormat.DATA_KEY);
      byte[] wrapped = FrameKeys.wrappedIn(frame, frame.length, file, at);
      keys = keys.with(new PackKeys.Key(at, frameKeys, wrapped));
    } catch (CorruptionException e) {
      visitor.damage(e);
    }
  }

  private boolean isBelieved(ObjectReader reader) {
    if (doubts) {
      try {
        reader.objectAt(objectAt).open();
      } catch (CorruptionException e) {
        visitor.damage(e);
        return false;
      }
    }
    return true;
  }

  /** An object that has its checksum and still is not right is damage, with or without a mark. */
  private @Nullable ObjectHeader headerOf(ObjectReader reader, int at) {
    try {
      return reader.headerAt(at);
    } catch (CorruptionException e) {
      visitor.damage(e);
      return null;
    }
  }

  private static int markBehind(ByteBuffer bytes, int from) {
    ObjectReader reader = new ObjectReader(bytes, 0, bytes.limit(), PackKeys.NONE, "");
    for (int at = from; at <= bytes.limit() - PackFormat.MARK_BYTES; at += Integer.BYTES) {
      if (bytes.getInt(at) == FrameFormat.BODY
          && reader.kindAt(at) == FrameFormat.MARK
          && reader.isRecord(at)) {
        return at;
      }
    }
    return -1;
  }
}

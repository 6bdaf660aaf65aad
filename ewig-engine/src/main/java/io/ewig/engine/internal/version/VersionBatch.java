package io.ewig.engine.internal.version;

import io.ewig.engine.format.BytesOut;
import java.util.Arrays;
import java.util.Objects;

/**
 * Versions that a walk found, none of them a deletion, with their values one behind the other: so
 * thousands of them take a few arrays. Filled again and again; one thread.
 */
public final class VersionBatch {

  /** With so many bytes of values it is full, however few they are. */
  private static final int BYTES_MAX = 1 << 20;

  private static final int FIRST = 64;

  private final BytesOut values = new BytesOut(FIRST * 64);
  private final BytesOut keys = new BytesOut(FIRST * 32);
  private int[] keyEnds = new int[FIRST];
  private int[] lines = new int[FIRST];
  private long[] seqs = new long[FIRST];
  private long[] systemNanos = new long[FIRST];
  private long[] validFrom = new long[FIRST];
  private long[] validTo = new long[FIRST];
  private int[] ends = new int[FIRST];
  private int count;
  private int atMost;

  /** Empties it. */
  public void start(int wanted) {
    values.clear();
    keys.clear();
    count = 0;
    atMost = wanted;
    if (ends.length < wanted) {
      keyEnds = Arrays.copyOf(keyEnds, wanted);
      lines = Arrays.copyOf(lines, wanted);
      seqs = Arrays.copyOf(seqs, wanted);
      systemNanos = Arrays.copyOf(systemNanos, wanted);
      validFrom = Arrays.copyOf(validFrom, wanted);
      validTo = Arrays.copyOf(validTo, wanted);
      ends = Arrays.copyOf(ends, wanted);
    }
  }

  public boolean isFull() {
    return count >= atMost || values.size() >= BYTES_MAX;
  }

  /** Adds a version where it lies. */
  public void add(byte[] key, Series series, int index) {
    series.appendValue(index, values);
    setTimes(
        series.line(),
        series.seq(index),
        series.systemNanos(index),
        series.validFrom(index),
        series.validTo(index));
    keys.put(key);
    added();
  }

  public void add(byte[] key, Version version) {
    values.put(Objects.requireNonNull(version.value(), "a deletion is not added"));
    setTimes(
        version.line(),
        version.seq(),
        version.systemNanos(),
        version.validFrom(),
        version.validTo());
    keys.put(key);
    added();
  }

  /** Says of the version that is going to be added when it was recorded, and holds. */
  public void setTimes(int line, long seq, long nanos, long from, long to) {
    lines[count] = line;
    seqs[count] = seq;
    systemNanos[count] = nanos;
    validFrom[count] = from;
    validTo[count] = to;
  }

  /** Adds the version whose times were set, and whose key and value were put behind the others. */
  public void added() {
    keyEnds[count] = keys.size();
    ends[count++] = values.size();
  }

  public int count() {
    return count;
  }

  public byte[] key(int index) {
    return part(keys, keyEnds, index);
  }

  private static byte[] part(BytesOut of, int[] ends, int index) {
    return Arrays.copyOfRange(of.array(), index == 0 ? 0 : ends[index - 1], ends[index]);
  }

  /** The keys, one behind the other. */
  public BytesOut keys() {
    return keys;
  }

  public long seq(int index) {
    return seqs[index];
  }

  /** When each was recorded; not to be changed. */
  public long[] systemNanos() {
    return systemNanos;
  }

  /** The values, one behind the other; whoever adds something behind the last disturbs nobody. */
  public BytesOut values() {
    return values;
  }

  /** Where each value ends, and the next one starts; not to be changed. */
  public int[] ends() {
    return ends;
  }

  /** A version with a copy of its value. */
  public Version version(int index) {
    byte[] value = part(values, ends, index);
    return new Version(
        lines[index], seqs[index], systemNanos[index], validFrom[index], validTo[index], value);
  }
}

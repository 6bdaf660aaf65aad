package io.ewig.engine.internal.warm;

import io.ewig.engine.internal.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;

/**
 * Reads a warm file as somebody would who has nothing but its description: with bytes and numbers,
 * and any decoder of Zstandard. Of the engine it knows no class that reads or writes such a file.
 */
final class WarmFileByHand {

  private static final int TAIL = 24;
  private static final int FRAME_HEAD = 16;

  private final ByteBuffer file;
  final long from;
  final long end;
  final byte[] last = new byte[32];
  final List<String> worlds = new ArrayList<>();
  final List<String> types = new ArrayList<>();
  final List<String> branches = new ArrayList<>();
  final List<long[]> origins = new ArrayList<>();
  final List<byte[]> templates = new ArrayList<>();
  final List<Block> blocks = new ArrayList<>();

  /** A block of events: the columns by their numbers. */
  record Block(int events, long minNanos, long maxNanos, Map<Integer, byte[]> columns) {

    Bytes column(int number) {
      return new Bytes(columns.get(number));
    }

    long[] longs(int number) {
      return column(number).longs(events);
    }
  }

  WarmFileByHand(byte[] bytes) {
    file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    require(new String(bytes, 0, 7, StandardCharsets.US_ASCII).equals("EWIGWRM") && bytes[7] == 2);
    int tail = bytes.length - TAIL;
    require(crc(bytes, tail, TAIL - 4) == file.getInt(tail + TAIL - 4));
    Bytes contents =
        new Bytes(part(file.getLong(tail), file.getInt(tail + 8), file.getInt(tail + 12)));
    from = contents.varint();
    end = contents.varint();
    System.arraycopy(contents.get(32), 0, last, 0, 32);
    names(contents);
    for (long left = contents.varint(); left > 0; left--) {
      templates.add(contents.get((int) contents.varint()));
    }
    contents.get(8); // system time of the first event
    int names = worlds.size() + types.size() + origins.size() + branches.size();
    contents.varints(5 * names);
    for (long left = contents.varint(); left > 0; left--) {
      blocks.add(block(contents));
    }
  }

  private void names(Bytes in) {
    for (long left = in.varint(); left > 0; left--) {
      worlds.add(in.text());
    }
    for (long left = in.varint(); left > 0; left--) {
      in.varint(); // the code
      types.add(in.text());
    }
    for (long left = in.varint(); left > 0; left--) {
      ByteBuffer origin = ByteBuffer.wrap(in.get(16)).order(ByteOrder.LITTLE_ENDIAN);
      origins.add(new long[] {origin.getLong(), origin.getLong()});
    }
    for (long left = in.varint(); left > 0; left--) {
      branches.add(in.text());
    }
  }

  private Block block(Bytes in) {
    int events = (int) in.varint();
    Bytes heads = new Bytes(part(in.varint(), (int) in.varint(), (int) in.varint()));
    long minNanos = in.zigzag();
    long maxNanos = minNanos + in.varint();
    in.varints(2 * 5); // the other zones
    in.varints(6 * (int) in.varint()); // how many there are of each type
    return new Block(events, minNanos, maxNanos, columns(heads));
  }

  private Map<Integer, byte[]> columns(Bytes in) {
    Map<Integer, byte[]> columns = new HashMap<>();
    Map<Integer, long[]> elsewhere = new HashMap<>();
    for (long left = in.varint(); left > 0; left--) {
      int number = (int) in.varint();
      int length = (int) in.varint();
      if (in.get(1)[0] == 1) {
        columns.put(number, in.get(length));
      } else {
        elsewhere.put(number, new long[] {in.varint(), in.varint(), length});
      }
    }
    long baseOffset = in.varint();
    long basePart = in.varint();
    elsewhere.forEach(
        (number, at) ->
            columns.put(number, part(baseOffset + at[0], (int) (basePart + at[1]), (int) at[2])));
    return columns;
  }

  /** Frames of kind 5, each behind its length, until there are so many bytes. */
  private byte[] part(long offset, int number, int length) {
    byte[] part = new byte[length];
    int at = (int) offset;
    int frames = number;
    for (int filled = 0; filled < length; frames++) {
      int frame = at + 4;
      int bytes = file.getInt(at);
      CRC32C crc = new CRC32C();
      crc.update(file.array(), frame, 4);
      crc.update(file.array(), frame + 8, bytes - 8);
      require((int) crc.getValue() == file.getInt(frame + 4));
      require(file.get(frame) == 5 && file.getLong(frame + 8) == frames);
      int padding = (file.get(frame + 1) & 0xFF) >>> 6;
      int body = bytes - FRAME_HEAD - padding;
      System.arraycopy(file.array(), frame + FRAME_HEAD, part, filled, body);
      filled += body;
      at = frame + bytes;
    }
    return part;
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError("not as described");
    }
  }

  /** Bytes that are read from the first to the last. */
  static final class Bytes {
    private final byte[] bytes;
    private int at;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] get(int count) {
      at += count;
      return Arrays.copyOfRange(bytes, at - count, at);
    }

    int unsigned() {
      return bytes[at++] & 0xFF;
    }

    long varint() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte next = bytes[at++];
        value |= (long) (next & 0x7F) << shift;
        if (next >= 0) {
          return value;
        }
      }
    }

    void varints(int count) {
      for (int i = 0; i < count; i++) {
        varint();
      }
    }

    long zigzag() {
      long code = varint();
      return (code >>> 1) ^ -(code & 1);
    }

    String text() {
      return new String(get((int) varint()), StandardCharsets.UTF_8);
    }

    /** A column of numbers, see {@code LongsFormat}. */
    long[] longs(int count) {
      long[] all = new long[count];
      int form = unsigned();
      if (form == 0) {
        Arrays.fill(all, zigzag());
      } else if (form == 1) {
        long base = zigzag();
        int width = unsigned();
        byte[] bits = get((width * count + 7) / 8);
        for (int i = 0; i < count * width; i++) {
          all[i / width] |= (bits[i / 8] >>> (i % 8) & 1L) << (i % width);
        }
        Arrays.setAll(all, i -> base + all[i]);
      } else if (form == 2) {
        int runs = (int) varint();
        long[] values = longs(runs);
        long[] lengths = longs(runs);
        for (int run = 0, i = 0; run < runs; i += (int) lengths[run++]) {
          Arrays.fill(all, i, i + (int) lengths[run], values[run]);
        }
      } else if (form == 3) {
        all[0] = zigzag();
        long[] steps = longs(count - 1);
        for (int i = 1; i < count; i++) {
          all[i] = all[i - 1] + steps[i - 1];
        }
      } else {
        require(form == 4);
        long[] choice = longs((int) varint());
        long[] codes = longs(count);
        Arrays.setAll(all, i -> choice[(int) codes[i]]);
      }
      return all;
    }

    /** A column of byte strings, see {@code TextsFormat}. */
    byte[][] texts(int count) {
      byte[][] all = new byte[count][];
      int form = unsigned();
      if (form == 0) {
        long[] lengths = longs(count);
        Bytes heap = heap();
        Arrays.setAll(all, i -> heap.get((int) lengths[i]));
      } else if (form == 1) {
        byte[][] choice = texts((int) varint());
        long[] codes = longs(count);
        Arrays.setAll(all, i -> choice[(int) codes[i]]);
      } else if (form == 2) {
        String prefix = text();
        long[] numbers = longs(count);
        Arrays.setAll(all, i -> (prefix + numbers[i]).getBytes(StandardCharsets.UTF_8));
      } else {
        require(form == 3);
        int width = (int) varint();
        Bytes heap = heap();
        Arrays.setAll(all, i -> hex(heap.get(width)));
      }
      return all;
    }

    private static byte[] hex(byte[] raw) {
      StringBuilder digits = new StringBuilder();
      for (byte each : raw) {
        digits.append(String.format("%02x", each & 0xFF));
      }
      return digits.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private Bytes heap() {
      int length = (int) varint();
      int stored = (int) varint();
      try {
        byte[] heap = get(stored);
        return new Bytes(stored == length ? heap : Zstd.decompress(heap, 0, stored, length));
      } catch (DataFormatException e) {
        throw new AssertionError(e);
      }
    }
  }
}

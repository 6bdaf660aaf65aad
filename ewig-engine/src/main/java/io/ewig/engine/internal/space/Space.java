package io.ewig.engine.internal.space;

import io.ewig.engine.event.World;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * What a key of the version index is about.
 *
 * <pre>
 * key      = space: u8, rest
 * TABLE    = table id (16)                                          a table's definition
 * ROW      = table id (16), primary key
 * ENTRY    = table id (16), index id (2), columns of the index, primary key
 * IDENTITY = table id (16), column id (4)                           the last number it had
 * WORLD    = world (16), UTF-8 of its name                          from its first event on
 * OBJECT   = world (16), UTF-8 of the object's key
 * EVENTS   = world (16)                  one version an event, but for rows in worlds of tables
 * COMMITS  = line number (4)                                        one version a commit
 * SCHEMAS  =                                                        one version a change of any table
 * ONCE     = UTF-8 of an idempotency key                            the commit that carried it
 * LINE     = UTF-8 of its name                                      that no change of a name made
 * ERASED   = hash of an event (32)                                  whose payload is to be erased
 * LATE     = key of a row or of a world's events           one version each event that came late
 * SEEN     = origin (16), other origin (16), origin seq (8)         what it had seen of the other
 * HELD     = table id (16), primary key                             a row that rules keep out, see Held
 * PARTED   = table id (16), primary key                             what of it does not count, see Parted
 *          | table id (16)                                         definitions that do not count
 * CLAIM    = table id (16), index id (2), columns, primary key      what held rows would be, if alone
 *          | parent's id (16), 0xFFFF, digest of its key (16), table id (16), primary key
 * STAMP    = table id (16), primary key             since when a folded row has its values, see Stamps
 * world    = the first 16 bytes of the SHA-256 of its name
 * </pre>
 *
 * <p>Keys hold no number that depends on the order of arrival, but for lines; so trees made of rows
 * and objects are the same on every node.
 */
public enum Space {
  TABLE(0x01),
  ROW(0x10),
  ENTRY(0x11),
  IDENTITY(0x12),
  WORLD(0x20),
  OBJECT(0x21),
  EVENTS(0x22),
  COMMITS(0x30),
  SCHEMAS(0x31),
  ONCE(0x32),
  LINE(0x33),
  ERASED(0x34),
  SEEN(0x35),
  LATE(0x36),
  HELD(0x37),
  PARTED(0x38),
  CLAIM(0x39),
  STAMP(0x3A);

  public static final int ID_BYTES = 16;

  private final byte code;

  Space(int code) {
    this.code = (byte) code;
  }

  public byte code() {
    return code;
  }

  public byte[] key(byte[]... parts) {
    int length = 1;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] key = new byte[length];
    key[0] = code;
    int at = 1;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, key, at, part.length);
      at += part.length;
    }
    return key;
  }

  /** Whether what holds under a key holds for periods of valid time. */
  public static boolean isTimed(byte[] key) {
    return ROW.has(key) || HELD.has(key) || PARTED.has(key) || STAMP.has(key);
  }

  /** Whether a key is about what replicas wrote apart and what can't stand together. */
  public static boolean isDisputed(byte[] key) {
    return HELD.has(key) || PARTED.has(key);
  }

  /** Whether a key is one of these. */
  public boolean has(byte[] key) {
    return key.length > 0 && key[0] == code;
  }

  /** The table that a key is about. */
  public static UUID tableIn(byte[] key) {
    ByteBuffer id = ByteBuffer.wrap(key, 1, ID_BYTES);
    return new UUID(id.getLong(), id.getLong());
  }

  /** The id of the table or world that a key is about. */
  public static byte[] idIn(byte[] key) {
    return Arrays.copyOfRange(key, 1, 1 + ID_BYTES);
  }

  /** The text that a key consists of. */
  public static String textIn(byte[] key) {
    return new String(key, 1, key.length - 1, StandardCharsets.UTF_8);
  }

  /** The world that a key of {@link #WORLD} says there is. */
  public static World worldIn(byte[] key) {
    return World.of(textIn(key));
  }

  /** What stands behind the table or world that a key is about: a primary key, or an object's. */
  public static byte[] afterId(byte[] key) {
    return Arrays.copyOfRange(key, 1 + ID_BYTES, key.length);
  }

  /** The first key after all that start with a prefix. */
  public static byte[] after(byte[] prefix) {
    int length = prefix.length;
    while (length > 0 && prefix[length - 1] == (byte) 0xFF) {
      length--;
    }
    byte[] after = Arrays.copyOf(prefix, length);
    after[length - 1]++;
    return after;
  }

  public static byte[] idOf(UUID table) {
    byte[] id = new byte[ID_BYTES];
    putLong(id, 0, table.getMostSignificantBits());
    putLong(id, 8, table.getLeastSignificantBits());
    return id;
  }

  /** Puts the same id behind what is there. */
  public static BytesOut putIdOf(UUID table, BytesOut out) {
    return out.putLong(Long.reverseBytes(table.getMostSignificantBits()))
        .putLong(Long.reverseBytes(table.getLeastSignificantBits()));
  }

  private static void putLong(byte[] to, int at, long value) {
    for (int i = 0; i < 8; i++) {
      to[at + i] = (byte) (value >>> (56 - 8 * i));
    }
  }

  public static byte[] idOf(World world) {
    Hash hash = Sha256.of(world.uri().getBytes(StandardCharsets.UTF_8));
    byte[] id = new byte[ID_BYTES];
    putLong(id, 0, hash.a());
    putLong(id, 8, hash.b());
    return id;
  }

  /** Whether all events of a world are listed; those of a table would only repeat its rows. */
  public static boolean listsEvents(World world) {
    return !world.uri().startsWith("table://");
  }

  public static byte[] ofLine(int number) {
    return new byte[] {
      (byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number
    };
  }
}

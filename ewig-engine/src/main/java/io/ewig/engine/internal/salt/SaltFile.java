package io.ewig.engine.internal.salt;

import io.ewig.engine.crypt.SaltKey;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.hash.Preimage;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.DiskFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code salts.ewe}: the keys that salts follow from.
 *
 * <pre>
 *   0        8
 *   +--------+-----------------------------------+-----+
 *   | magic  | ( origin: 16, from: i64, key: 16 )* | crc |   crc: CRC32C of what comes before it
 *   +--------+-----------------------------------+-----+
 *   magic "EWIGSLT" 0x01
 * </pre>
 *
 * <p>Salts lie beside their payloads all the same, so one that can't be read is passed over, and
 * what was not written before a crash is not missed: events go out in more bytes then. Where
 * something is erased it is gone, durably.
 */
public final class SaltFile {

  public static final String NAME = "salts.ewe";

  private static final Logger LOG = LoggerFactory.getLogger(SaltFile.class);
  private static final long MAGIC = Long.reverseBytes(Preimage.domain("EWIGSLT\u0001"));
  private static final int START = 8;
  private static final int ENTRY = 2 * Long.BYTES + Long.BYTES + SaltKey.BYTES;

  private final @Nullable Disk disk; // null: nothing is written
  private final Path file;

  private SaltFile(@Nullable Disk disk, Path file) {
    this.disk = disk;
    this.file = file;
  }

  public static SaltFile in(Disk disk, Path folder) {
    return new SaltFile(disk, folder.resolve(NAME));
  }

  /** For keys that live as long as the database is open. */
  public static SaltFile none() {
    return new SaltFile(null, Path.of(NAME));
  }

  List<SaltKey> read() {
    try {
      return disk == null || !disk.exists(file) ? List.of() : read(disk.read(file), file);
    } catch (IOException | CorruptionException e) {
      LOG.warn("{} is passed over: {}", file, e.getMessage());
      return List.of();
    }
  }

  static List<SaltKey> read(byte[] bytes, Path file) {
    BytesIn in = new BytesIn(bytes, file.toString());
    int entries = bytes.length - START - Integer.BYTES;
    if (entries < 0 || entries % ENTRY != 0 || in.getLong() != MAGIC) {
      throw in.malformed("no keys of salts");
    }
    List<SaltKey> keys = new ArrayList<>(entries / ENTRY);
    for (int i = 0; i < entries / ENTRY; i++) {
      Origin origin = new Origin(in.getLong(), in.getLong());
      keys.add(new SaltKey(origin, in.getLong(), in.get(SaltKey.BYTES)));
    }
    if (in.getInt() != Checksum.of(bytes, 0, START + entries)) {
      throw in.malformed("the checksum does not hold");
    }
    return keys;
  }

  static byte[] write(Collection<SaltKey> keys) {
    BytesOut out = new BytesOut(START + keys.size() * ENTRY + Integer.BYTES).putLong(MAGIC);
    for (SaltKey key : keys) {
      out.putLong(key.origin().high()).putLong(key.origin().low());
      out.putLong(key.fromSeq()).put(key.key());
    }
    return out.putInt(Checksum.of(out.array(), 0, out.size())).toArray();
  }

  void replace(Collection<SaltKey> keys) {
    if (disk != null) {
      try {
        disk.replace(file, write(keys));
      } catch (IOException e) {
        LOG.warn("{} is not written: {}", file, e.getMessage()); // and not missed
      }
    }
  }

  /** Forgets all keys, durably. */
  public void delete() {
    try {
      if (disk != null && disk.exists(file)) {
        disk.delete(file);
        disk.forceDirectory(Disk.parentOf(file));
      }
    } catch (IOException e) {
      throw DiskFailure.of("delete", file, e);
    }
  }
}

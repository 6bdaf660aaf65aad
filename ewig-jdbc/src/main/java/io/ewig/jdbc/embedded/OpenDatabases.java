package io.ewig.jdbc.embedded;

import io.ewig.calcite.SqlDatabase;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.Keys;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.log.Durability;
import io.ewig.jdbc.url.Address;
import io.ewig.jdbc.url.Property;
import io.ewig.jdbc.url.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The databases that are open in this JVM; any thread. */
final class OpenDatabases {

  /** A folder that has it is encrypted; tools give a password to any. */
  private static final String KEY_FILE = "keys.ewk";

  private static final Map<String, Shared> OPEN = new HashMap<>();

  /** Those in memory that nobody else can name. */
  private static final AtomicLong UNNAMED = new AtomicLong();

  private OpenDatabases() {}

  /** A database with how many connections use it. */
  private static final class Shared {
    private final String key;
    private final Ewig engine;
    private final SqlDatabase database;
    private final Map<Property, String> opened;
    private int users;

    Shared(String key, Ewig engine, SqlDatabase database, Map<Property, String> opened) {
      this.key = key;
      this.engine = engine;
      this.database = database;
      this.opened = opened;
    }
  }

  /** A connection's hold on a database; one thread. */
  static final class Lease implements AutoCloseable {
    private @Nullable Shared shared;
    private final SqlDatabase database;

    private Lease(Shared shared) {
      this.shared = shared;
      this.database = shared.database;
    }

    /** A hold on what somebody else closes. */
    Lease(SqlDatabase database) {
      this.shared = null;
      this.database = database;
    }

    SqlDatabase database() {
      return database;
    }

    /** The last one closes the database. */
    @Override
    public void close() {
      Shared held = shared;
      shared = null;
      if (held != null) {
        release(held);
      }
    }
  }

  static Lease open(Target target) {
    synchronized (OPEN) {
      String key = key(target.address());
      if (opensToRead(target) && !OPEN.containsKey(key)) {
        key = "read " + key;
      }
      Shared shared = OPEN.get(key);
      if (shared == null) {
        shared = open(key, target);
        OPEN.put(key, shared);
      } else {
        requireAlike(shared, target);
      }
      shared.users++;
      return new Lease(shared);
    }
  }

  private static void release(Shared shared) {
    synchronized (OPEN) {
      if (--shared.users == 0) {
        OPEN.remove(shared.key);
        shared.engine.close();
      }
    }
  }

  /**
   * Whether a folder is opened so that nothing in it changes, beside whoever writes to it; if it is
   * open here to write already, that serves as well.
   */
  private static boolean opensToRead(Target target) {
    return target.isOn(Property.READ_ONLY) && target.address() instanceof Address.Folder;
  }

  private static String key(Address address) {
    if (address instanceof Address.Memory memory) {
      return memory
          .name()
          .map(name -> "mem:" + name)
          .orElseGet(() -> "mem " + UNNAMED.incrementAndGet());
    }
    return "file:" + real(((Address.Folder) address).path().toAbsolutePath());
  }

  /** The same before and after the folder is made: above it there may be links. */
  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      Path above = folder.getParent();
      return above == null
          ? folder
          : real(above).resolve(folder.getFileName()).normalize(); // it is not there yet
    }
  }

  /** What decides how the folder is opened has to be the same for all. */
  private static Map<Property, String> openedWith(Target target) {
    return Map.of(Property.DURABILITY, target.value(Property.DURABILITY).orElse("durable"));
  }

  private static void requireAlike(Shared shared, Target target) {
    if (target.given(Property.DURABILITY).isPresent()
        && !shared.opened.equals(openedWith(target))) {
      throw new UserException(
          ErrorCode.INVALID_URL,
          "the database is open in this JVM with durability="
              + shared.opened.get(Property.DURABILITY)
              + "; connect with the same");
    }
  }

  private static Shared open(String key, Target target) {
    Ewig engine;
    String name;
    TemporaryFolder temporary;
    if (target.address() instanceof Address.Folder at) {
      engine = FirstUse.beside(() -> open(at.path(), target));
      name = at.path().toAbsolutePath().normalize().getFileName().toString();
      temporary = temporary(at.path(), target);
    } else {
      if (target.isOn(Property.SIGN)) {
        throw new UserException(
            ErrorCode.INVALID_URL,
            "sign=true makes a database in a folder; one in memory has no key");
      }
      engine = FirstUse.beside(Ewig::inMemory);
      name = ((Address.Memory) target.address()).name().orElse("memory");
      temporary = TemporaryFolder.none();
    }
    SqlDatabase database = new SqlDatabase(engine, name, System::nanoTime, temporary);
    return new Shared(key, engine, database, openedWith(target));
  }

  private static TemporaryFolder temporary(Path folder, Target target) {
    return opensToRead(target)
        ? TemporaryFolder.ofSystem(TemporaryFolder.BYTES_DEFAULT)
        : TemporaryFolder.at(folder.resolve("temporary"), TemporaryFolder.BYTES_DEFAULT);
  }

  private static Ewig open(Path folder, Target target) {
    boolean creates = target.isOn(Property.CREATE_IF_MISSING);
    if (!creates && !Files.isDirectory(folder)) {
      throw new UserException(
          ErrorCode.NOT_A_DATABASE,
          "there is no database in " + folder + ", and createIfMissing=false forbids making one");
    }
    Config config =
        Config.defaults()
            .withReadOnly(opensToRead(target))
            .withCreateIfMissing(creates)
            .withSigning(target.isOn(Property.SIGN))
            .withDurability(durability(target.value(Property.DURABILITY).orElse("durable")));
    String password = target.value(Property.PASSWORD).orElse("");
    boolean isEncrypted = Files.exists(folder.resolve(KEY_FILE));
    return Ewig.open(
        folder,
        isEncrypted && !password.isEmpty()
            ? config.withKey(Keys.passphrase(password.toCharArray()))
            : config);
  }

  private static Durability durability(String name) {
    return switch (name) {
      case "batch" -> Durability.batch(Duration.ofMillis(100));
      case "none" -> Durability.NONE;
      default -> Durability.DURABLE;
    };
  }
}

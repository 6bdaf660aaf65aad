package io.ewig.sync.peer;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object in a file that is replaced as a whole; any thread. Whoever changes what he has read
 * does both {@link #alone}.
 */
final class SmallFile {

  /** What is longer is not ours. */
  private static final int BYTES_MAX = 16 << 20;

  private final Path file;
  private final String without;
  private final ChangeLock changes;

  SmallFile(Path folder, String name) {
    this(folder, name, "an empty one");
  }

  /**
   * @param without what holds if there is no file, for error texts
   */
  SmallFile(Path folder, String name, String without) {
    this.file = folder.resolve(name);
    this.without = without;
    this.changes = new ChangeLock(folder);
  }

  /** Does something while nobody else writes the file, in whichever process. */
  <T> T alone(Supplier<T> work) {
    return changes.hold(work);
  }

  void alone(Runnable work) {
    alone(
        () -> {
          work.run();
          return true;
        });
  }

  /**
   * What it holds, as it is understood.
   *
   * @param meaning what an object stands for, which may be empty; it refuses what stands for
   *     nothing with a UserException
   */
  <T> T read(Function<JsonObject, T> meaning) {
    JsonObject all = read();
    try {
      return meaning.apply(all);
    } catch (UserException e) {
      throw damaged("holds what it can't hold: " + e.getMessage(), e);
    }
  }

  /**
   * Something that is equal as long as nobody has written the file; empty if there is none. Each
   * writing makes a new file and gives it the name.
   */
  Optional<List<Object>> stamp() {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      String key = String.valueOf(now.fileKey()); // null on some systems
      return Optional.of(List.of(key, now.lastModifiedTime(), now.size()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  /** What it holds; an empty object if there is no file. */
  JsonObject read() {
    try {
      if (!Files.exists(file)) {
        return JsonObject.EMPTY;
      }
      if (Files.size(file) <= BYTES_MAX
          && Json.parse(Files.readAllBytes(file)) instanceof JsonObject object) {
        return object;
      }
      throw damaged("is no JSON object of at most " + BYTES_MAX + " bytes", null);
    } catch (UserException e) {
      throw damaged("is not JSON: " + e.getMessage(), e);
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  private CorruptionException damaged(String what, @Nullable Exception e) {
    return new CorruptionException(
        ErrorCode.CORRUPT_FILE,
        file.toString(),
        -1,
        what + "; mend it, or remove it to begin with " + without,
        e);
  }

  /** Durable when it returns; a reader sees the old or the new one. */
  void write(JsonObject content) {
    alone(() -> replace(content));
  }

  private void replace(JsonObject content) {
    Path folder = file.toAbsolutePath().getParent();
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(folder);
      try (FileChannel out =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer bytes = ByteBuffer.wrap(content.canonical());
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel sealed = FileChannel.open(folder)) {
        sealed.force(true);
      }
    } catch (IOException e) {
      throw failed("write", e);
    }
  }

  private ResourceException failed(String verb, IOException e) {
    return new ResourceException(
        ErrorCode.IO_FAILED, "could not " + verb + " " + file + ": " + e.getMessage(), e);
  }
}

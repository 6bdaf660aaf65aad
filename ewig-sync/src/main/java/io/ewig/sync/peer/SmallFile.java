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
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A JSON object in a file that is replaced as a whole; one thread. */
final class SmallFile {

  /** What is longer is not ours. */
  private static final int BYTES_MAX = 16 << 20;

  private final Path file;
  private final String without;

  SmallFile(Path folder, String name) {
    this(folder, name, "an empty one");
  }

  /**
   * @param without what holds if there is no file, for error texts
   */
  SmallFile(Path folder, String name, String without) {
    this.file = folder.resolve(name);
    this.without = without;
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

  /** For what is JSON, and not what it should be, too. */
  CorruptionException damaged(String what, @Nullable Exception e) {
    return new CorruptionException(
        ErrorCode.CORRUPT_FILE,
        file.toString(),
        -1,
        what + "; mend it, or remove it to begin with " + without,
        e);
  }

  /** Durable when it returns; a reader sees the old or the new one. */
  void write(JsonObject content) {
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

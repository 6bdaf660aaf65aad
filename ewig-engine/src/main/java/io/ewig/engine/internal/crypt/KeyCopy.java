package io.ewig.engine.internal.crypt;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** One copy of the key file, as it was found. */
sealed interface KeyCopy {

  /** More than any version has; a file that grew to gigabytes is not read into memory. */
  int READ_BYTES_MAX = 4096;

  Path file();

  /** It can be used. */
  record Whole(Path file, SealedStoreKey key) implements KeyCopy {}

  /** It can't: missing, unreadable, damaged, or of a newer version. */
  record Unusable(Path file, EwigException why) implements KeyCopy {}

  static KeyCopy read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new Whole(file, KeyFileReader.read(in.readNBytes(READ_BYTES_MAX), file.toString()));
    } catch (EwigException e) {
      return new Unusable(file, e);
    } catch (NoSuchFileException e) {
      return new Unusable(
          file,
          new CorruptionException(ErrorCode.MISSING_FILE, file.toString(), -1, "is missing", e));
    } catch (IOException e) {
      return new Unusable(
          file, new ResourceException(ErrorCode.IO_FAILED, file + " can't be read: " + e, e));
    }
  }
}

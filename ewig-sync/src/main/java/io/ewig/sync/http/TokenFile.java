package io.ewig.sync.http;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A token of a server that has users, as the first line of a file: so no list of processes shows
 * it.
 */
public final class TokenFile {

  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,4096}");

  private TokenFile() {}

  /**
   * @param file empty: no token
   */
  public static Optional<String> read(Optional<Path> file) {
    return file.map(TokenFile::read);
  }

  private static String read(Path file) {
    String line;
    try {
      line = Files.readString(file).lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "the file of the token can't be read: " + e.getMessage(), e);
    }
    if (!TOKEN.matcher(line).matches()) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "the first line of " + file + " is no token");
    }
    return line;
  }
}

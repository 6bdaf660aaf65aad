package io.ewig.engine.internal.crypt.key;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A passphrase in the first line of a text, in UTF-8; as of a key file, nobody but its owner may
 * have rights on it.
 */
public final class PassphraseFile {

  private PassphraseFile() {}

  public static PassphraseKeyProvider read(Path file) {
    if (Files.isDirectory(file)) {
      throw unreadable(file + " is a folder; name the file with the passphrase itself", null);
    }
    try {
      OwnerOnlyFile.require(file);
      try (BufferedReader text = Files.newBufferedReader(file)) {
        String line = text.readLine();
        return new PassphraseKeyProvider(line == null ? new char[0] : line.toCharArray());
      }
    } catch (NoSuchFileException e) {
      throw unreadable("there is no file " + file + " with a passphrase", e);
    } catch (CharacterCodingException e) {
      throw unreadable(file + " holds no passphrase: it is no text in UTF-8", e);
    } catch (IOException e) {
      throw unreadable("the passphrase in " + file + " can't be read: " + e, e);
    }
  }

  private static UserException unreadable(String text, @Nullable IOException e) {
    return new UserException(ErrorCode.KEY_UNAVAILABLE, text, e);
  }
}

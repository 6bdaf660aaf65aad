package io.ewig.engine.backup;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.hash.Hash;
import java.util.regex.Pattern;

/**
 * A file of a backup.
 *
 * @param path in a database's folder, with / in between
 * @param isSealed whether the database never adds to it, so that a later backup need not look
 * @param home 0 if it lies in this backup, else the number of the base that has it, from 1
 */
public record BackupFile(String path, long bytes, Hash sha256, boolean isSealed, int home) {

  /** What a database keeps that is not derived; nothing else is written when one is restored. */
  private static final Pattern PATH =
      Pattern.compile(
          "keys\\.ewk(\\.copy)?"
              + "|inception\\.ewi"
              + "|log/segments\\.ewm"
              + "|log/sealed/[0-9]{8}(\\.[0-9]{1,9})?\\.(cq4|ewl)"
              + "|store/pack-[0-9]{8,9}\\.ewp");

  /** Whether a file of that name is kept in backups, and no stranger's. */
  static boolean isKept(String path) {
    return PATH.matcher(path).matches();
  }

  public BackupFile {
    if (!isKept(path)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "'" + path + "' is no file of a database");
    }
    if (bytes < 0 || home < 0) {
      throw new UserException(ErrorCode.INVALID_ARGUMENT, "bytes and home are not negative");
    }
  }

  /** The same, found from a backup that has more bases before these. */
  BackupFile in(int otherHome) {
    return new BackupFile(path, bytes, sha256, isSealed, otherHome);
  }
}

package io.ewig.engine.internal.crypt;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.internal.crypt.key.OwnerOnlyFile;
import io.ewig.engine.internal.disk.DiskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The two copies of the key file in a folder: there are two because losing it loses everything.
 *
 * <p>The copy is written first, and the rename of {@code keys.ewk} makes a change happen: before
 * it, the old key counts, even if the copy is ahead. So {@code keys.ewk} decides, and the copy is
 * asked only if that can't be used.
 */
final class KeyCopies {

  static final String FILE = "keys.ewk";

  static final String COPY = "keys.ewk.copy";

  private KeyCopies() {}

  /**
   * @param file the copy that was read
   * @param notices what is wrong with the other one, for the user; empty if nothing is
   */
  record Found(SealedStoreKey key, Path file, List<String> notices) {}

  static boolean exist(Path folder) {
    return Files.exists(folder.resolve(FILE)) || Files.exists(folder.resolve(COPY));
  }

  static void write(Path folder, SealedStoreKey key) {
    byte[] bytes = KeyFileWriter.file(key);
    replace(folder.resolve(COPY), bytes);
    replace(folder.resolve(FILE), bytes);
  }

  private static void replace(Path file, byte[] bytes) {
    try {
      OwnerOnlyFile.replace(file, bytes);
    } catch (IOException e) {
      throw DiskFailure.of("write", file, e);
    }
  }

  static Found read(Path folder) {
    KeyCopy first = KeyCopy.read(folder.resolve(FILE));
    KeyCopy second = KeyCopy.read(folder.resolve(COPY));
    if (first instanceof KeyCopy.Whole whole) {
      return new Found(whole.key(), whole.file(), wrongWith(second, whole));
    }
    EwigException why = ((KeyCopy.Unusable) first).why();
    if (isOfNewerVersion(why)) {
      throw why;
    }
    if (second instanceof KeyCopy.Whole whole) {
      return new Found(
          whole.key(),
          whole.file(),
          List.of(
              String.format(
                  Locale.ROOT,
                  "%s; %s was read instead: repair the keys, and look at the disk",
                  why.getMessage(),
                  whole.file())));
    }
    throw worse(why, ((KeyCopy.Unusable) second).why());
  }

  /** A newer version is no damage: an old copy of it must not win. */
  private static boolean isOfNewerVersion(EwigException why) {
    return why.code() == ErrorCode.UNSUPPORTED_FORMAT;
  }

  private static List<String> wrongWith(KeyCopy copy, KeyCopy.Whole first) {
    if (copy instanceof KeyCopy.Unusable unusable) {
      return List.of(
          String.format(
              Locale.ROOT,
              "%s; %s holds: repair the keys, and look at the disk",
              unusable.why().getMessage(),
              first.file()));
    }
    if (((KeyCopy.Whole) copy).key().equals(first.key())) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "%s differs from %s, which counts: a change of keys was interrupted; change the"
                + " key again, or repair the keys to stay with the old one",
            copy.file(),
            first.file()));
  }

  /** What to tell when neither can be used: bytes that are there but damaged say more than none. */
  private static EwigException worse(EwigException first, EwigException second) {
    if (first.code() == ErrorCode.MISSING_FILE && second.code() == ErrorCode.MISSING_FILE) {
      EwigException both = bothMissing(((CorruptionException) first).file(), first);
      both.addSuppressed(second);
      return both;
    }
    boolean tellSecond =
        first.code() == ErrorCode.MISSING_FILE && second.code() != ErrorCode.MISSING_FILE;
    EwigException told = tellSecond ? second : first;
    told.addSuppressed(tellSecond ? first : second);
    return told;
  }

  private static EwigException bothMissing(String file, EwigException first) {
    String what =
        "is missing, and so is "
            + COPY
            + "; put either back from a backup: without it no key opens this database";
    return new CorruptionException(ErrorCode.MISSING_FILE, file, -1, what, first);
  }
}

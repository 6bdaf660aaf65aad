package io.ewig.engine.internal.crypt.key;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Files that only their owner may read, written durably.
 *
 * <p>Where a file system has no POSIX rights (Windows) a file gets those of its folder, and a
 * folder can't be forced; the rest holds.
 */
public final class OwnerOnlyFile {

  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private OwnerOnlyFile() {}

  /** Replaces a file as a whole: after a crash it is the old one or the new one. */
  public static void replace(Path file, byte[] bytes) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    write(fresh, bytes);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolderOf(file);
  }

  /** Writes a key into a file that must not exist. */
  public static void create(Path file, byte[] key) {
    try {
      write(file, key);
      forceFolderOf(file);
    } catch (FileAlreadyExistsException e) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, file + " exists; a key is never overwritten", e);
    } catch (NoSuchFileException e) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "there is no folder " + file.toAbsolutePath().getParent() + " for key file " + file,
          e);
    } catch (IOException e) {
      throw new ResourceException(
          ErrorCode.IO_FAILED, "key file " + file + " could not be written: " + e, e);
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileChannel made = FileChannel.open(file, options, rights(file));
    try (FileChannel channel = made) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    } catch (IOException e) { // half a key would stand in the way of the next try
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** From the start: there is no moment at which others could read the file. */
  private static FileAttribute<?>[] rights(Path file) {
    return hasRights(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
        : new FileAttribute<?>[0];
  }

  private static void forceFolderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && hasRights(folder)) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static boolean hasRights(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Refuses a file of a key that others than its owner have rights on. */
  public static void require(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> rights = view.readAttributes().permissions();
    if (rights.stream().anyMatch(OTHERS::contains)) {
      throw new UserException(
          ErrorCode.KEY_UNAVAILABLE,
          String.format(
              Locale.ROOT,
              "key file %s has the rights %s, but only its owner may have any: chmod 600 %s",
              file,
              PosixFilePermissions.toString(rights),
              file));
    }
  }
}

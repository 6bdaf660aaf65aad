package io.ewig.engine.internal.journal.file;

import java.nio.file.Path;
import java.security.Security;
import java.util.Optional;

/**
 * What this JVM writes to, whichever class loader brought the Ewig that does.
 *
 * <p>A lock of the operating system belongs to the whole process, and is gone when anybody in it
 * closes the file. So it is asked here first who writes, and a file that is locked is never
 * touched. Two web applications, or the driver beside the jar that has all in it, have classes of
 * their own each. What all of them see is a literal, which is one object in a JVM, and the security
 * properties, which unlike those of the system nobody exchanges as a whole.
 */
final class WritersHere {

  /** Whoever looks at a lock's file, or at what is noted here, holds this one's monitor. */
  static final String TURN = "the turn of who looks at a writer.lock of Ewig's";

  private static final String KEY = "ewig.writer of ";

  private WritersHere() {}

  /** Who writes, if anybody does. */
  static Optional<String> of(Path lock) {
    return Optional.ofNullable(Security.getProperty(KEY + lock)).filter(who -> !who.isEmpty());
  }

  static void enter(Path lock, String holder) {
    Security.setProperty(KEY + lock, holder);
  }

  static void leave(Path lock) {
    Security.setProperty(KEY + lock, ""); // there is no way to remove one
  }
}

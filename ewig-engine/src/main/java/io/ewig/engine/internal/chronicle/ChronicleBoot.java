package io.ewig.engine.internal.chronicle;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.openhft.chronicle.core.Jvm;
import net.openhft.posix.internal.PosixAPIHolder;
import org.slf4j.LoggerFactory;

/**
 * Prepares Chronicle once per JVM, before any other of its classes.
 *
 * <p>Its switches are JVM-wide: no telemetry (its jar is not shipped either), no banner, no disk
 * monitor thread, no native library; what it has to say goes to our logger.
 */
final class ChronicleBoot {

  /**
   * What would alarm for nothing: advice that is wrong, where a jar lies, a library that is left
   * out on purpose. Held, because a logger that nobody holds forgets its level.
   */
  private static final List<Logger> NOISY =
      List.of(
          Logger.getLogger(
              "net.openhft.chronicle.core.internal.cleaner.ReflectionBasedByteBufferCleanerService"),
          Logger.getLogger("net.openhft.chronicle.core.Jvm"),
          Logger.getLogger("net.openhft.affinity"));

  /** A class of Chronicle that does not even start without. */
  private static final String NEEDS_UNSAFE =
      "net.openhft.chronicle.core.io.VanillaReferenceCounted";

  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("io.ewig.engine.chronicle");

  private static boolean done;

  private ChronicleBoot() {}

  static synchronized void run() {
    if (done) {
      return;
    }
    setDefault("chronicle.analytics.disable", "true");
    setDefault("chronicle.announcer.disable", "true");
    setDefault("chronicle.disk.monitor.disable", "true");
    NOISY.forEach(logger -> logger.setLevel(Level.OFF));
    try {
      SelfOpening.openFor(
          Class.forName(
                  "net.openhft.chronicle.core.OS", false, ChronicleBoot.class.getClassLoader())
              .getModule());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("Chronicle is not on the class path", e);
    }
    requireUnsafe();
    PosixAPIHolder.useNoOpPosixApi();
    Jvm.setExceptionHandlers(
        (source, text, cause) -> LOG.error("{}: {}", source.getName(), text, cause),
        (source, text, cause) -> LOG.warn("{}: {}", source.getName(), text, cause),
        (source, text, cause) -> LOG.debug("{}: {}", source.getName(), text, cause),
        (source, text, cause) -> LOG.debug("{}: {}", source.getName(), text, cause));
    done = true;
  }

  /**
   * Newer JVMs may deny what Chronicle does with memory; then it fails whenever a file is opened.
   */
  private static void requireUnsafe() {
    try {
      Class.forName(NEEDS_UNSAFE, true, ChronicleBoot.class.getClassLoader());
    } catch (LinkageError denied) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "this JVM denies Chronicle sun.misc.Unsafe; start it with"
              + " --sun-misc-unsafe-memory-access=allow, or open the database with log=plain",
          denied);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("Chronicle is not on the class path", e);
    }
  }

  private static void setDefault(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}

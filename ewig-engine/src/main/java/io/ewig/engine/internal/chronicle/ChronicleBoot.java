package io.ewig.engine.internal.chronicle;

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
    PosixAPIHolder.useNoOpPosixApi();
    Jvm.setExceptionHandlers(
        (source, text, cause) -> LOG.error("{}: {}", source.getName(), text, cause),
        (source, text, cause) -> LOG.warn("{}: {}", source.getName(), text, cause),
        (source, text, cause) -> LOG.debug("{}: {}", source.getName(), text, cause),
        (source, text, cause) -> LOG.debug("{}: {}", source.getName(), text, cause));
    done = true;
  }

  private static void setDefault(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}

package io.ewig.engine;

import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.internal.chronicle.ChronicleFiles;
import io.ewig.engine.internal.crypt.EncryptedFrames;
import io.ewig.engine.internal.crypt.KeyVault;
import io.ewig.engine.internal.crypt.SigningIdentity;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.journal.file.WriterLock;
import io.ewig.engine.internal.plain.PlainFiles;
import io.ewig.engine.internal.segment.SegmentFiles;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a database in a folder stands on before its log is opened: who it is, its keys, and a thread
 * for work that nobody waits for.
 *
 * @param vault null if it is not encrypted
 */
record Ground(
    Home home,
    DatabaseFile who,
    Config config,
    @Nullable KeyVault vault,
    SecureRandom random,
    ScheduledExecutorService background)
    implements AutoCloseable {

  /** Files of a log that lacks payloads have to have room for them, if ever they come. */
  private static final long SEGMENT_BYTES_OF_PARTS = 16L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Ewig.class);

  /** Of the database in a folder, which is made if there is none and the configuration says so. */
  static Ground of(Path folder, Config config, Workings workings) {
    Home home = new Home(folder, workings.disk());
    SecureRandom random = new SecureRandom();
    return of(home, home.identify(config, random), config, random, workings);
  }

  /** Of a database that is known to be in its folder. */
  static Ground of(Home home, DatabaseFile who, Config config, Workings workings) {
    return of(home, who, config, new SecureRandom(), workings);
  }

  private static Ground of(
      Home home, DatabaseFile who, Config config, SecureRandom random, Workings workings) {
    KeyVault vault = home.vault(config, random);
    return new Ground(home, who, config, vault, random, workings.background().get());
  }

  FrameKeys keys() {
    return EncryptedFrames.under(vault);
  }

  /** With what the database signs, if it is to write and does. */
  @Nullable SigningKey signer() {
    boolean isSigning = !config.readOnly() && SigningOrigin.is(who.origin());
    return isSigning ? SigningIdentity.open(home.folder(), vault, who.origin()) : null;
  }

  JournalOptions journal() {
    return new JournalOptions(
        home.log(),
        who.id(),
        home.disk(),
        files(),
        keys(),
        config.durability(),
        segmentBytes(),
        config.readOnly(),
        WriterLock.thisProcess(),
        random,
        background);
  }

  private long segmentBytes() {
    long wanted = config.segmentBytes();
    return who.isPart() ? Math.min(wanted, SEGMENT_BYTES_OF_PARTS) : wanted;
  }

  private SegmentFiles files() {
    if (config.log() == LogKind.CHRONICLE && !config.readOnly()) {
      try {
        return new ChronicleFiles();
      } catch (UserException | LinkageError e) {
        LOG.warn(
            "Chronicle does not work in this JVM, so new log files are plain ones: {}",
            e.getMessage());
      }
    }
    return new PlainFiles(home.disk());
  }

  /** Sees to what is to be in the folder, beside the log, of a database that can be written to. */
  void furnish() {
    home.putSignsUp();
    if (vault != null && !vault.notices().isEmpty()) {
      vault.notices().forEach(LOG::warn);
      vault.repair();
    }
  }

  @Override
  public void close() {
    background.shutdown();
    if (vault != null) {
      vault.close();
    }
  }
}

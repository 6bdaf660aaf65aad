package io.ewig.engine.internal.journal;

import io.ewig.engine.format.ManifestFormat;
import java.nio.file.Path;
import java.util.Locale;

/** Where the files of a log lie. */
record JournalPaths(Path root) {

  Path manifest() {
    return root.resolve("segments.ewm");
  }

  Path mark() {
    return root.resolve("durable.mark");
  }

  Path writerLock() {
    return root.resolve("writer.lock");
  }

  Path blockRoots() {
    return root.resolve("merkle.ewt");
  }

  Path active() {
    return root.resolve("active");
  }

  Path active(int number) {
    return active().resolve(name(number));
  }

  Path sealed() {
    return root.resolve("sealed");
  }

  Path sealed(int number, ManifestFormat.Writer writer) {
    return sealed().resolve(name(number) + "." + writer.extension());
  }

  Path index(int number) {
    return sealed().resolve(name(number) + ".ewx");
  }

  Path quarantine() {
    return root.resolve("quarantine");
  }

  /** A zero-filled file of some size, made ahead of need. */
  Path spare() {
    return active().resolve("spare");
  }

  static String name(int number) {
    return String.format(Locale.ROOT, "%08d", number);
  }
}

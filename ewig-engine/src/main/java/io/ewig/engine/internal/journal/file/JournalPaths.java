package io.ewig.engine.internal.journal.file;

import io.ewig.engine.format.segment.ManifestFormat;
import java.nio.file.Path;
import java.util.Locale;

/** Where the files of a log lie. */
public record JournalPaths(Path root) {

  /** What the names of files in quarantine end with. */
  public static final String TORN = ".torn";

  public Path manifest() {
    return root.resolve("segments.ewm");
  }

  public Path mark() {
    return root.resolve("durable.mark");
  }

  public Path writerLock() {
    return root.resolve("writer.lock");
  }

  public Path blockRoots() {
    return root.resolve("merkle.ewt");
  }

  public Path active() {
    return root.resolve("active");
  }

  public Path active(int number) {
    return active().resolve(name(number));
  }

  public Path sealed() {
    return root.resolve("sealed");
  }

  public Path sealed(int number, ManifestFormat.Writer writer) {
    return sealed().resolve(name(number) + "." + writer.extension());
  }

  public Path sealed(ManifestFormat.Entry entry) {
    return sealed().resolve(name(entry) + "." + entry.writer().extension());
  }

  public Path index(ManifestFormat.Entry entry) {
    return indexOf(sealed(entry));
  }

  /** The index of a sealed segment lies beside it. */
  public static Path indexOf(Path segment) {
    String name = String.valueOf(segment.getFileName());
    return segment.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".ewx");
  }

  /** A rewritten segment lies beside the one that it takes the place of. */
  private static String name(ManifestFormat.Entry entry) {
    return name(entry.number()) + (entry.form() == 0 ? "" : "." + entry.form());
  }

  /** Where a segment is rewritten. */
  public Path rewriting() {
    return root.resolve("rewriting");
  }

  public Path quarantine() {
    return root.resolve("quarantine");
  }

  /** A zero-filled file of some size, made ahead of need. */
  public Path spare() {
    return active().resolve("spare");
  }

  public static String name(int number) {
    return String.format(Locale.ROOT, "%08d", number);
  }
}

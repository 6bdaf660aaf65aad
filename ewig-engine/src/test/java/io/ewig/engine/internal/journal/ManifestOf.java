package io.ewig.engine.internal.journal;

import io.ewig.engine.format.segment.ManifestFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks into a log's manifest. */
final class ManifestOf {

  private ManifestOf() {}

  /** Where the last segment ended when the log was closed. */
  static int cleanEnd(Path folder) throws IOException {
    return (int) last(folder).end();
  }

  /** What was last noted in it. */
  static ManifestFormat.Kind lastKind(Path folder) throws IOException {
    return last(folder).kind();
  }

  private static ManifestFormat.Entry last(Path folder) throws IOException {
    Path file = folder.resolve("segments.ewm");
    List<ManifestFormat.Entry> entries =
        ManifestFormat.read(Files.readAllBytes(file), file.toString()).entries();
    return entries.get(entries.size() - 1);
  }
}

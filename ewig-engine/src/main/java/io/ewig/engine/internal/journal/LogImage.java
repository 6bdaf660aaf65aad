package io.ewig.engine.internal.journal;

import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.segment.ManifestFormat;
import io.ewig.engine.format.segment.ManifestFormat.Entry;
import io.ewig.engine.internal.journal.file.JournalOptions;
import io.ewig.engine.internal.journal.file.JournalPaths;
import io.ewig.engine.internal.journal.file.Manifest;
import io.ewig.engine.internal.journal.read.MappedReads;
import io.ewig.engine.internal.journal.read.Segments;
import io.ewig.engine.internal.segment.Segment;
import io.ewig.engine.log.Head;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of a log up to one head, while others go on writing behind it.
 *
 * <ul>
 *   <li>what a piece holds never changes, so it can be copied in any order and over any time;
 *   <li>together with {@link #manifest()} the pieces are a log that ends at the head;
 *   <li>good as long as the log is open that gave it.
 * </ul>
 */
public final class LogImage {

  private final JournalOptions options;
  private final Head head;
  private final List<Piece> pieces;

  private LogImage(JournalOptions options, Head head, List<Piece> pieces) {
    this.options = options;
    this.head = head;
    this.pieces = pieces;
  }

  /** A file of the log, or the start of one that was growing. */
  public static final class Piece {

    private final String name;
    private final String source;
    private final @Nullable Entry entry;
    private final Segment segment;
    private final int bytes;
    private final MappedReads reads;

    private Piece(
        String name,
        String source,
        @Nullable Entry entry,
        Segment segment,
        int bytes,
        MappedReads reads) {
      this.name = name;
      this.source = source;
      this.entry = entry;
      this.segment = segment;
      this.bytes = bytes;
      this.reads = reads;
    }

    /** Its path in a log's folder, with / in between. */
    public String name() {
      return name;
    }

    /** The path of the file that it is the start of; the same if it is all of that. */
    public String source() {
      return source;
    }

    private int form() {
      return entry == null ? 0 : entry.form();
    }

    public int bytes() {
      return bytes;
    }

    /** Whether it is a whole file that nobody adds to. */
    public boolean isSealed() {
      return entry != null;
    }

    /** Reads on from an offset; how many bytes, 0 at its end. */
    public int read(int at, byte[] into) {
      int length = Math.min(into.length, bytes - at);
      return reads.ask(
          () -> {
            segment.copy(at, into, length);
            return length;
          });
    }
  }

  static LogImage of(
      JournalOptions options, Head head, Segments segments, List<Entry> sealed, MappedReads reads) {
    JournalPaths paths = options.paths();
    List<Piece> pieces = new ArrayList<>();
    int count = segments.count();
    for (int i = 0; i < count; i++) {
      Segment segment = segments.get(i);
      if (segment.baseSeq() >= head.size()) {
        break;
      }
      Entry entry = i < sealed.size() ? sealed.get(i) : null;
      if (entry != null) {
        requireSameForm(options, entry, segment);
      }
      if (entry != null && entry.endSeq() <= head.size()) {
        String name = nameOf(paths, paths.sealed(entry));
        pieces.add(new Piece(name, name, entry, segment, (int) entry.end(), reads));
      } else {
        long last = Math.min(head.size(), segment.endSeq()) - 1;
        String name = nameOf(paths, restOf(paths, segment));
        String source = nameOf(paths, Path.of(segment.file()));
        pieces.add(new Piece(name, source, null, segment, segment.endOf(last), reads));
      }
    }
    return new LogImage(options, head, List.copyOf(pieces));
  }

  /** Where it is being written anew, there may be a new entry and the old file for a moment. */
  private static void requireSameForm(JournalOptions options, Entry entry, Segment segment) {
    if (entry.form() > 0 && !segment.file().equals(options.paths().sealed(entry).toString())) {
      throw new ConflictException(
          ErrorCode.ERASURE_UNFINISHED,
          "something is being erased from "
              + options.folder()
              + "; make the backup when that is done");
    }
  }

  /** A segment that is cut off lies among the sealed ones, as one does that was about to be. */
  private static Path restOf(JournalPaths paths, Segment segment) {
    String file = segment.file();
    String ending = file.substring(file.lastIndexOf('.'));
    return paths.sealed().resolve(JournalPaths.name(segment.number()) + ending);
  }

  private static String nameOf(JournalPaths paths, Path file) {
    return paths.root().relativize(file).toString().replace('\\', '/');
  }

  public Head head() {
    return head;
  }

  /** Oldest first. */
  public List<Piece> pieces() {
    return pieces;
  }

  /**
   * Whether no file of it was written anew since, in this process or another one, to erase
   * something.
   */
  public boolean isCurrent() {
    Manifest now =
        Manifest.open(options.disk(), options.paths().manifest(), options.store(), false);
    Map<Integer, Integer> forms = new HashMap<>();
    now.sealed().forEach(entry -> forms.put(entry.number(), entry.form()));
    return pieces.stream()
        .allMatch(piece -> forms.getOrDefault(piece.segment.number(), 0) == piece.form());
  }

  /** The bytes of a manifest that knows the sealed pieces, and no others. */
  public byte[] manifest() {
    ByteArrayOutputStream manifest = new ByteArrayOutputStream();
    manifest.writeBytes(ManifestFormat.header(options.store()));
    for (Piece piece : pieces) {
      if (piece.entry != null) {
        manifest.writeBytes(ManifestFormat.record(piece.entry));
      }
    }
    return manifest.toByteArray();
  }
}

package io.ewig.engine.internal.shred;

import io.ewig.engine.format.BytesOut;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.packed.LongsWriter;
import io.ewig.engine.internal.packed.TextsBuilder;
import io.ewig.engine.internal.packed.TextsWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the payloads of one block after another apart, and writes them as columns.
 *
 * <p>Of a block of 4,096 a shape must have 16 to count as recurring. Payloads are kept until their
 * block is finished: nobody may change them.
 */
public final class DocumentsWriter {

  /** One in so many. */
  private static final int RECURRING_SHIFT = 8;

  private static final int RECURRING_MIN = 2;

  /** Shapes of a block that may turn out to recur; others stay as they are. */
  private static final int CANDIDATES_MAX = 1024;

  private static final byte[] NOTHING = {};

  private final Shapes shapes = new Shapes();
  private final TemplateTable known = new TemplateTable();
  private final TemplateTable fresh = new TemplateTable();
  private final PayloadLexer lexer = new PayloadLexer();
  private final List<byte[]> payloads = new ArrayList<>();
  private final List<TemplateTable.@Nullable Entry> templates = new ArrayList<>();
  private final List<@Nullable ValuesBuilder> values = new ArrayList<>();
  private final BytesOut out = new BytesOut(4096);
  private int[] slots = new int[1024]; // of each payload in turn: kind, start, end
  private int slotEnd;
  private byte[] forms = new byte[64];

  /** Takes finished columns. */
  @FunctionalInterface
  public interface Sink {
    /**
     * @param column its number, see {@link DocumentColumns}
     * @param bytes valid until the call returns
     */
    void put(int column, BytesOut bytes);
  }

  /** Those of all blocks so far. */
  public Shapes shapes() {
    return shapes;
  }

  public void add(byte[] payload) {
    note(payload, DocumentsFormat.REST);
    templates.add(lexer.part(payload) ? template() : null);
  }

  /** A payload that lies in the content store. */
  public void addBlob(long size, Hash content) {
    BytesOut reference = new BytesOut(DocumentColumns.BLOB_BYTES).putLong(size).putHash(content);
    note(reference.toArray(), DocumentsFormat.BLOB);
    templates.add(null);
  }

  /** A payload that was destroyed. */
  public void addErased() {
    note(NOTHING, DocumentsFormat.ERASED);
    templates.add(null);
  }

  private void note(byte[] payload, int form) {
    if (payloads.size() == forms.length) {
      forms = Arrays.copyOf(forms, 2 * forms.length);
    }
    forms[payloads.size()] = (byte) form;
    payloads.add(payload);
  }

  /** Notes the scalars that the lexer found, and of which template they are. */
  private TemplateTable.@Nullable Entry template() {
    int hash = lexer.templateHash();
    TemplateTable.Entry entry = known.find(lexer, hash);
    if (entry == null) {
      entry = fresh.find(lexer, hash);
    }
    if (entry == null) {
      if (fresh.entries().size() == CANDIDATES_MAX) {
        return null;
      }
      entry = new TemplateTable.Entry(lexer.template(), hash);
      fresh.add(entry);
    }
    entry.count++;
    int needed = slotEnd + 3 * lexer.slots();
    if (needed > slots.length) {
      slots = Arrays.copyOf(slots, Math.max(needed, 2 * slots.length));
    }
    for (int slot = 0; slot < lexer.slots(); slot++) {
      slots[slotEnd++] = lexer.kind(slot);
      slots[slotEnd++] = lexer.start(slot);
      slots[slotEnd++] = lexer.end(slot);
    }
    return entry;
  }

  /** Writes the columns of a block, and begins the next. */
  public void finish(Sink sink) {
    admit();
    TextsBuilder rest = new TextsBuilder();
    TextsBuilder blobs = new TextsBuilder();
    long[] shapeOf = new long[payloads.size()];
    int slot = 0;
    for (int i = 0; i < shapeOf.length; i++) {
      byte[] payload = payloads.get(i);
      TemplateTable.Entry entry = templates.get(i);
      int shape = entry == null ? -1 : entry.shape;
      if (shape >= 0) {
        shapeOf[i] = (long) DocumentsFormat.FIRST_SHAPE + shape;
        slot = spread(payload, shapes.pathsOf(shape), slot);
        continue;
      }
      slot += entry == null ? 0 : 3 * marks(entry.template);
      shapeOf[i] = forms[i];
      if (forms[i] != DocumentsFormat.ERASED) {
        (forms[i] == DocumentsFormat.BLOB ? blobs : rest).add(payload, 0, payload.length);
      }
    }
    out.clear();
    LongsWriter.write(shapeOf, shapeOf.length, out);
    sink.put(DocumentColumns.SHAPES, out);
    put(DocumentColumns.REST, rest, sink);
    put(DocumentColumns.BLOBS, blobs, sink);
    putValues(sink);
    payloads.clear();
    templates.clear();
    fresh.clear();
    slotEnd = 0;
  }

  /** Makes shapes of the templates that recur. */
  private void admit() {
    int least = Math.max(RECURRING_MIN, payloads.size() >> RECURRING_SHIFT);
    for (TemplateTable.Entry entry : fresh.entries()) {
      if (entry.count >= least) {
        Shape shape = Shape.of(entry.template);
        if (shape != null && shapes.hasRoomFor(shape)) {
          entry.shape = shapes.add(shape);
          known.add(entry);
        }
      }
    }
  }

  private static int marks(byte[] template) {
    int marks = 0;
    for (byte letter : template) {
      marks += letter == DocumentsFormat.MARK ? 1 : 0;
    }
    return marks;
  }

  private int spread(byte[] payload, int[] paths, int from) {
    int slot = from;
    for (int path : paths) {
      while (values.size() <= path) {
        values.add(null);
      }
      ValuesBuilder column = values.get(path);
      if (column == null) {
        column = new ValuesBuilder();
        values.set(path, column);
      }
      column.add(slots[slot], payload, slots[slot + 1], slots[slot + 2]);
      slot += 3;
    }
    return slot;
  }

  private void put(int column, TextsBuilder texts, Sink sink) {
    if (texts.count() > 0) {
      out.clear();
      TextsWriter.write(texts, out);
      sink.put(column, out);
    }
  }

  private void putValues(Sink sink) {
    for (int path = 0; path < values.size(); path++) {
      ValuesBuilder column = values.get(path);
      if (column != null && column.count() > 0) {
        out.clear();
        column.write(out);
        sink.put(DocumentColumns.FIRST_PATH + path, out);
        column.clear();
      }
    }
  }
}

package io.ewig.engine.internal.row;

import io.ewig.engine.column.TextVector;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Columns of rows whose bytes lie one behind the other; a column is read once, when it is asked
 * for. One thread; arrays are used again for the next rows.
 */
public final class RowColumns {

  private static final boolean[] NONE = {};

  private final RowReader reader;
  private final Rows rows;
  private final String file;
  private final @Nullable Numbers[] numbers;
  private final @Nullable Texts[] texts;
  private int wrapped = -1;

  /** Where the rows are; they may change when the columns are cleared. */
  public interface Rows {

    int count();

    BytesOut bytes();

    /** Where each ends, and the next one starts. */
    int[] ends();
  }

  public RowColumns(RowReader model, Rows rows, String file) {
    this.reader = new RowReader(model);
    this.rows = rows;
    this.file = file;
    this.numbers = new @Nullable Numbers[reader.size()];
    this.texts = new @Nullable Texts[reader.size()];
  }

  /** Whether values of a type are numbers, of which none stands for two values. */
  public static boolean isNumber(Type type) {
    return type.kind().isInteger() || type.kind() == Kind.DATE || type.kind() == Kind.BOOLEAN;
  }

  /** Whether a value's bytes are a text that is compared byte by byte. */
  public static boolean isText(Type type) {
    return type.kind() == Kind.VARCHAR;
  }

  /** Forgets what it has read: there are other rows. */
  public void clear() {
    wrapped = -1;
    for (int i = 0; i < numbers.length; i++) {
      Numbers known = numbers[i];
      if (known != null) {
        known.isRead = false;
      }
      Texts text = texts[i];
      if (text != null) {
        text.vector = null;
      }
    }
  }

  public long[] numbers(int position) {
    return numbersOf(position).values;
  }

  /** Where a column of numbers is null; empty if it is nowhere. */
  public boolean[] nulls(int position) {
    Numbers of = numbersOf(position);
    return of.hasNulls ? of.nulls : NONE;
  }

  private Numbers numbersOf(int position) {
    Numbers known = numbers[position];
    if (known == null) {
      known = new Numbers(position);
      numbers[position] = known;
    }
    known.read();
    return known;
  }

  public TextVector texts(int position) {
    Texts known = texts[position];
    if (known == null) {
      known = new Texts(position);
      texts[position] = known;
    }
    return known.read();
  }

  /** A value as it is in rows. */
  public @Nullable Object value(int position, int row) {
    if (row != wrapped) {
      wrap(row, rows.ends());
      wrapped = row;
    }
    return reader.get(position);
  }

  private void wrap(int row, int[] ends) {
    reader.wrap(rows.bytes().array(), row == 0 ? 0 : ends[row - 1], ends[row], file, 0);
  }

  private final class Numbers {

    private final int position;
    private long[] values = {};
    private boolean[] nulls = NONE;
    private boolean hasNulls;
    private boolean isRead;

    Numbers(int position) {
      this.position = position;
    }

    void read() {
      if (isRead) {
        return;
      }
      int count = rows.count();
      if (values.length < count) {
        values = new long[count];
        nulls = new boolean[count];
      } else if (hasNulls) {
        Arrays.fill(nulls, false);
      }
      hasNulls = false;
      int[] ends = rows.ends();
      wrapped = -1;
      for (int row = 0; row < count; row++) {
        wrap(row, ends);
        if (reader.isNull(position)) {
          nulls[row] = true;
          hasNulls = true;
        } else {
          values[row] = reader.getNumber(position);
        }
      }
      isRead = true;
    }
  }

  private final class Texts {

    private final int position;
    private final byte @Nullable [] missing; // what rows have that are older than the column
    private int[] from = {};
    private int[] to = {};
    private boolean[] nulls = NONE;
    private @Nullable TextVector vector;

    Texts(int position) {
      this.position = position;
      this.missing = reader.isMissingAlike(position) ? whenMissing() : null;
    }

    private byte @Nullable [] whenMissing() {
      String text = (String) reader.whenMissing(position);
      return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    TextVector read() {
      TextVector known = vector;
      if (known == null) {
        known = readAll();
        vector = known;
      }
      return known;
    }

    private TextVector readAll() {
      int count = rows.count();
      if (from.length < count) {
        from = new int[count];
        to = new int[count];
        nulls = new boolean[count];
      }
      int missingAt = rows.bytes().size();
      if (missing != null) {
        rows.bytes().put(missing);
      }
      int missingTo = rows.bytes().size();
      int[] ends = rows.ends();
      wrapped = -1;
      boolean hasNulls = false;
      boolean isMissingAlike = reader.isMissingAlike(position);
      for (int row = 0; row < count; row++) {
        wrap(row, ends);
        byte[] own = isMissingAlike || !reader.isMissing(position) ? null : whenMissing();
        boolean isNull = own == null && reader.isNull(position);
        nulls[row] = isNull;
        hasNulls |= isNull;
        if (own != null) {
          from[row] = rows.bytes().size();
          rows.bytes().put(own);
          to[row] = rows.bytes().size();
        } else if (!isNull && reader.isMissing(position)) {
          from[row] = missingAt;
          to[row] = missingTo;
        } else if (!isNull) {
          reader.locateAt(position);
          from[row] = reader.from();
          to[row] = reader.to();
        }
      }
      return new TextVector(rows.bytes().array(), from, to, hasNulls ? nulls : NONE);
    }
  }
}

package io.ewig.jdbc.result;

import io.ewig.jdbc.value.SessionZone;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a result is to be read.
 *
 * @param statement that gave it, if any
 * @param rowsMax how many rows to show; 0 for all
 * @param fieldSizeMax where texts and binaries are cut; 0 for nowhere
 * @param labels of the results before
 * @param onClose told once
 * @param editor null if rows are read only
 */
public record Reading(
    @Nullable Statement statement,
    SessionZone session,
    String catalog,
    long rowsMax,
    int fieldSizeMax,
    int fetchSize,
    int holdability,
    LabelCache labels,
    Consumer<EwigResultSet> onClose,
    @Nullable RowEditor editor) {

  /** Of what no statement gave. */
  public static Reading plain(SessionZone session) {
    return new Reading(
        null,
        session,
        "",
        0,
        0,
        0,
        ResultSet.HOLD_CURSORS_OVER_COMMIT,
        new LabelCache(),
        closed -> {},
        null);
  }

  /** A value, as much of it as may be shown. */
  @Nullable Object cut(@Nullable Object value) {
    if (fieldSizeMax == 0) {
      return value;
    } else if (value instanceof String text && text.length() > fieldSizeMax) {
      boolean isWithinPair =
          Character.isHighSurrogate(text.charAt(fieldSizeMax - 1))
              && Character.isLowSurrogate(text.charAt(fieldSizeMax));
      return text.substring(0, isWithinPair ? fieldSizeMax - 1 : fieldSizeMax);
    }
    return value instanceof byte[] bytes && bytes.length > fieldSizeMax
        ? Arrays.copyOf(bytes, fieldSizeMax)
        : value;
  }
}

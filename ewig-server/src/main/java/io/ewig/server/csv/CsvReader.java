package io.ewig.server.csv;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV as RFC 4180 has it, with any delimiter and any end of line.
 *
 * <p>A value in quotes is a text, whatever is in it; one without is null if it is the null marker.
 * Empty lines are passed over, unless there is one value a line: then they are one, too.
 */
final class CsvReader {

  /** A row has to fit into memory many times over. */
  static final int RECORD_CHARS_MAX = 16 << 20;

  static final int VALUES_MAX = 1_600;

  private static final int END = -1;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final PushbackReader in;
  private final char delimiter;
  private final String nullMarker;
  private final StringBuilder record = new StringBuilder();
  private final StringBuilder value = new StringBuilder();
  private String wrong = "";
  private long line = 1;
  private boolean isFirst = true;
  private boolean hasOneValue;

  CsvReader(Reader in, char delimiter, String nullMarker) {
    this.in = new PushbackReader(in);
    this.delimiter = delimiter;
    this.nullMarker = nullMarker;
  }

  /** The next record, or null at the end. */
  @Nullable CsvRecord next() throws IOException {
    try {
      return record();
    } catch (MalformedInputException e) {
      throw malformed(
          line, "there are bytes that are no UTF-8; convert the file (iconv does that)");
    }
  }

  private @Nullable CsvRecord record() throws IOException {
    int c = firstOfRecord();
    if (c == END) {
      return null;
    }
    record.setLength(0);
    wrong = "";
    long start = line;
    List<@Nullable String> values = new ArrayList<>();
    boolean isFirstRecord = isFirst;
    isFirst = false;
    in.unread(c);
    int end;
    do {
      end = value(values);
      if (values.size() > VALUES_MAX) {
        throw malformed(start, "more than " + VALUES_MAX + " values");
      }
    } while (end == delimiter);
    hasOneValue |= isFirstRecord && values.size() == 1;
    return new CsvRecord(start, record.toString(), values, wrong);
  }

  private int firstOfRecord() throws IOException {
    int c = in.read();
    if (isFirst && c == BYTE_ORDER_MARK) {
      c = in.read();
    }
    while (!hasOneValue && (c == '\n' || c == '\r')) {
      line += c == '\n' ? 1 : 0;
      c = in.read();
    }
    return c;
  }

  /** Reads a value and what ends it, which it gives. */
  private int value(List<@Nullable String> into) throws IOException {
    value.setLength(0);
    int c = take();
    if (c == '"') {
      c = quoted();
      into.add(value.toString());
      return c;
    }
    while (!isEnd(c)) {
      value.append((char) c);
      c = take();
    }
    String text = value.toString();
    into.add(text.equals(nullMarker) ? null : text);
    return endOf(c);
  }

  private boolean isEnd(int c) {
    return c == END || c == delimiter || c == '\n' || c == '\r';
  }

  private int quoted() throws IOException {
    long start = line;
    for (int c = take(); ; c = take()) {
      if (c == END) {
        wrong = "a value in quotes that begins in line " + start + " has no end";
        return END;
      }
      if (c != '"') {
        value.append((char) c);
        line += c == '\n' ? 1 : 0;
        continue;
      }
      int behind = take();
      if (behind != '"') {
        return isEnd(behind) ? endOf(behind) : restOfLine(behind);
      }
      value.append('"');
    }
  }

  /** Takes what can't be understood up to where the next record begins. */
  private int restOfLine(int first) throws IOException {
    wrong = "'" + (char) first + "' stands behind a value in quotes";
    int c = first;
    while (c != END && c != '\n' && c != '\r') {
      c = take();
    }
    return endOf(c);
  }

  /** Takes the rest of an end of line, and counts it. */
  private int endOf(int c) throws IOException {
    if (c == '\r') {
      int next = in.read();
      if (next != '\n' && next != END) {
        in.unread(next);
      }
    }
    if (c == '\r' || c == '\n') {
      line++;
      record.setLength(record.length() - 1);
    }
    return c;
  }

  private int take() throws IOException {
    int c = in.read();
    if (c != END) {
      record.append((char) c);
    }
    if (record.length() > RECORD_CHARS_MAX) {
      throw malformed(line, "a record of more than " + RECORD_CHARS_MAX + " characters");
    }
    return c;
  }

  private static UserException malformed(long line, String what) {
    return new UserException(ErrorCode.MALFORMED_IMPORT, "line " + line + ": " + what);
  }
}

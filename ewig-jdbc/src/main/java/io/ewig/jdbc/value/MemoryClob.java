package io.ewig.jdbc.value;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ewig.jdbc.error.SqlState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Text in memory; what is written to it reaches no table unless it is set again. */
public final class MemoryClob implements NClob {

  private @Nullable String text;

  public MemoryClob(String text) {
    this.text = text;
  }

  @Override
  public long length() throws SQLException {
    return text().length();
  }

  @Override
  public String getSubString(long position, int length) throws SQLException {
    int start = Span.start(position, text().length());
    return text().substring(start, Span.end(start, length, text().length()));
  }

  @Override
  public Reader getCharacterStream() throws SQLException {
    return new StringReader(text());
  }

  @Override
  public Reader getCharacterStream(long position, long length) throws SQLException {
    return new StringReader(getSubString(position, Span.length(length)));
  }

  @Override
  public InputStream getAsciiStream() throws SQLException {
    return new ByteArrayInputStream(text().getBytes(US_ASCII));
  }

  @Override
  public long position(String pattern, long start) throws SQLException {
    String wanted = Refusal.required(pattern, "what to look for");
    int at = text().indexOf(wanted, Span.start(start, text().length()));
    return at < 0 ? -1 : at + 1L;
  }

  @Override
  public long position(Clob pattern, long start) throws SQLException {
    Clob wanted = Refusal.required(pattern, "what to look for");
    return position(wanted.getSubString(1, Span.length(wanted.length())), start);
  }

  @Override
  public int setString(long position, String more) throws SQLException {
    return setString(position, more, 0, Refusal.required(more, "what to write").length());
  }

  @Override
  public int setString(long position, String more, int offset, int length) throws SQLException {
    int start = Span.start(position, text().length());
    Span.requireWithin(offset, length, Refusal.required(more, "what to write").length());
    String after = text().substring(Math.min(text().length(), start + length));
    text = text().substring(0, start) + more.substring(offset, offset + length) + after;
    return length;
  }

  @Override
  public OutputStream setAsciiStream(long position) throws SQLException {
    int start = Span.start(position, text().length());
    return new ByteArrayOutputStream() {
      @Override
      public void close() throws IOException {
        put(start, toString(US_ASCII));
        reset();
      }
    };
  }

  @Override
  public Writer setCharacterStream(long position) throws SQLException {
    int start = Span.start(position, text().length());
    return new StringWriter() {
      @Override
      public void close() throws IOException {
        put(start, toString());
        getBuffer().setLength(0);
      }
    };
  }

  @Override
  public void truncate(long length) throws SQLException {
    text = text().substring(0, Span.end(0, Span.length(length), text().length()));
  }

  @Override
  public void free() {
    text = null;
  }

  private void put(int start, String more) throws IOException {
    try {
      setString(start + 1L, more);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private String text() throws SQLException {
    String present = text;
    if (present == null) {
      throw SqlState.INVALID_ARGUMENT.error("the Clob was freed");
    }
    return present;
  }
}

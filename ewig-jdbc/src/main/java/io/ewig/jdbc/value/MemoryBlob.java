package io.ewig.jdbc.value;

import io.ewig.jdbc.error.SqlState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes in memory; what is written to it reaches no table unless it is set again. */
public final class MemoryBlob implements Blob {

  private byte @Nullable [] bytes;

  public MemoryBlob(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  @Override
  public long length() throws SQLException {
    return bytes().length;
  }

  @Override
  public byte[] getBytes(long position, int length) throws SQLException {
    int start = Span.start(position, bytes().length);
    return Arrays.copyOfRange(bytes(), start, Span.end(start, length, bytes().length));
  }

  @Override
  public InputStream getBinaryStream() throws SQLException {
    return new ByteArrayInputStream(bytes());
  }

  @Override
  public InputStream getBinaryStream(long position, long length) throws SQLException {
    return new ByteArrayInputStream(getBytes(position, Span.length(length)));
  }

  @Override
  public long position(byte[] pattern, long start) throws SQLException {
    byte[] text = bytes();
    Refusal.required(pattern, "what to look for");
    for (int i = Span.start(start, text.length); i <= text.length - pattern.length; i++) {
      if (Arrays.equals(text, i, i + pattern.length, pattern, 0, pattern.length)) {
        return i + 1L;
      }
    }
    return -1;
  }

  @Override
  public long position(Blob pattern, long start) throws SQLException {
    return position(Bits.of(Refusal.required(pattern, "what to look for")), start);
  }

  @Override
  public int setBytes(long position, byte[] more) throws SQLException {
    return setBytes(position, more, 0, Refusal.required(more, "what to write").length);
  }

  @Override
  public int setBytes(long position, byte[] more, int offset, int length) throws SQLException {
    int start = Span.start(position, bytes().length);
    Span.requireWithin(offset, length, Refusal.required(more, "what to write").length);
    byte[] changed = Arrays.copyOf(bytes(), Math.max(bytes().length, start + length));
    System.arraycopy(more, offset, changed, start, length);
    bytes = changed;
    return length;
  }

  @Override
  public OutputStream setBinaryStream(long position) throws SQLException {
    int start = Span.start(position, bytes().length);
    return new ByteArrayOutputStream() {
      @Override
      public void close() throws java.io.IOException {
        try {
          setBytes(start + 1L, toByteArray());
        } catch (SQLException e) {
          throw new java.io.IOException(e);
        }
        reset();
      }
    };
  }

  @Override
  public void truncate(long length) throws SQLException {
    bytes = Arrays.copyOf(bytes(), Span.end(0, Span.length(length), bytes().length));
  }

  @Override
  public void free() {
    bytes = null;
  }

  private byte[] bytes() throws SQLException {
    byte[] present = bytes;
    if (present == null) {
      throw SqlState.INVALID_ARGUMENT.error("the Blob was freed");
    }
    return present;
  }
}

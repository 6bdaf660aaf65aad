package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.jdbc.value.MemoryBlob;
import io.ewig.jdbc.value.MemoryClob;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class LobTest {

  private final MemoryBlob blob = new MemoryBlob(new byte[] {1, 2, 3, 2, 3});
  private final MemoryClob clob = new MemoryClob("banana");

  @Test
  void givesParts() throws SQLException, IOException {
    assertThat(blob.getBytes(2, 2)).containsExactly(2, 3);
    assertThat(blob.getBytes(5, 10)).containsExactly(3);
    assertThat(blob.getBytes(6, 1)).isEmpty();
    assertThat(blob.getBinaryStream().readAllBytes()).hasSize(5);
    assertThat(blob.getBinaryStream(4, 2).readAllBytes()).containsExactly(2, 3);
    assertThat(clob.getSubString(2, 3)).isEqualTo("ana");
    assertThat(clob.getCharacterStream(6, 1).read()).isEqualTo('a');
    assertThat(clob.getAsciiStream().readAllBytes()).hasSize(6);
  }

  @Test
  void findsParts() throws SQLException {
    assertThat(blob.position(new byte[] {2, 3}, 1)).isEqualTo(2);
    assertThat(blob.position(new byte[] {2, 3}, 3)).isEqualTo(4);
    assertThat(blob.position(new MemoryBlob(new byte[] {9}), 1)).isEqualTo(-1);
    assertThat(clob.position("ana", 1)).isEqualTo(2);
    assertThat(clob.position("ana", 3)).isEqualTo(4);
    assertThat(clob.position(new MemoryClob("x"), 1)).isEqualTo(-1);
  }

  @Test
  void writesOverAndBeyondItsEnd() throws SQLException, IOException {
    assertThat(blob.setBytes(5, new byte[] {7, 8})).isEqualTo(2);
    assertThat(blob.getBytes(1, 9)).containsExactly(1, 2, 3, 2, 7, 8);
    assertThat(blob.setBytes(1, new byte[] {4, 5, 6}, 1, 1)).isEqualTo(1);
    assertThat(blob.getBytes(1, 1)).containsExactly(5);
    try (OutputStream out = blob.setBinaryStream(7)) {
      out.write(9);
    }
    assertThat(blob.length()).isEqualTo(7);
    assertThat(clob.setString(5, "ner")).isEqualTo(3);
    assertThat(clob.getSubString(1, 9)).isEqualTo("bananer");
    assertThat(clob.setString(1, "Bxx", 0, 1)).isEqualTo(1);
    try (Writer out = clob.setCharacterStream(8);
        OutputStream ascii = clob.setAsciiStream(2)) {
      out.write("!");
      ascii.write('A');
    }
    assertThat(clob.getSubString(1, 9)).isEqualTo("BAnaner!");
  }

  @Test
  void isCut() throws SQLException {
    blob.truncate(2);
    clob.truncate(3);
    assertThat(blob.length()).isEqualTo(2);
    assertThat(clob.getSubString(1, 9)).isEqualTo("ban");
    blob.truncate(99);
    assertThat(blob.length()).isEqualTo(2);
  }

  @Test
  void refusesPlacesThatItDoesNotHave() {
    fails("22023", () -> blob.getBytes(0, 1));
    fails("22023", () -> blob.getBytes(7, 1));
    fails("22023", () -> blob.getBytes(1, -1));
    fails("22023", () -> blob.setBytes(7, new byte[1]));
    fails("22023", () -> blob.setBytes(1, new byte[1], 0, 2));
    fails("22023", () -> blob.getBinaryStream(1, 1L << 40));
    fails("22023", () -> clob.getSubString(0, 1));
    fails("22023", () -> clob.setString(1, "x", 1, 1));
    fails("22023", () -> clob.truncate(-1));
    fails("22023", () -> clob.position("x", 0));
  }

  @Test
  void isGoneWhenFreed() {
    blob.free();
    blob.free();
    clob.free();
    fails("22023", blob::length);
    fails("22023", clob::length);
  }

  @Test
  void saysWhenAWriterComesTooLate() throws SQLException, IOException {
    Writer out = clob.setCharacterStream(1);
    OutputStream bytes = blob.setBinaryStream(1);
    clob.free();
    blob.free();
    assertThatThrownBy(out::close).isInstanceOf(IOException.class);
    assertThatThrownBy(bytes::close).isInstanceOf(IOException.class);
  }
}

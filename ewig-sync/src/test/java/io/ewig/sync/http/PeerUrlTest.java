package io.ewig.sync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerUrlTest {

  @ParameterizedTest
  @CsvSource({
    "http://office, http://office:8765/db/main/sync",
    "http://office:80/garden, http://office:80/db/garden/sync",
    "ewig://10.0.0.7:9000/garden, http://10.0.0.7:9000/db/garden/sync",
    "https://office/garden/, https://office/db/garden/sync",
    "HTTP://office:80/db/garden/sync, http://office:80/db/garden/sync",
    "http://[::1]:9, http://[::1]:9/db/main/sync"
  })
  void aUrlLeadsToADatabase(String text, String sync) {
    assertThat(PeerUrl.parse(text).sync()).hasToString(sync);
    assertThat(PeerUrl.parse(PeerUrl.parse(text).toString()).sync()).hasToString(sync);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "office",
        "ftp://office",
        "http://",
        "http://a b",
        "http://ada:secret@office",
        "http://office/x/y",
        "http://office/?a=b",
        "http://office/%2e%2e"
      })
  void whatIsNoUrlOfAReplicaIsRefused(String text) {
    assertThatThrownBy(() -> PeerUrl.parse(text))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("http://host:port/database");
  }

  @Test
  void aTokenGoesNowhereInClearText() {
    Optional<String> token = Optional.of("ewig_x");
    assertThatThrownBy(() -> new HttpChannel(PeerUrl.parse("http://office"), token))
        .hasMessageContaining("clear text");
    assertThat(new HttpChannel(PeerUrl.parse("http://127.0.0.1"), token)).isNotNull();
    assertThat(new HttpChannel(PeerUrl.parse("https://office"), token)).isNotNull();
  }

  @Test
  void aTokenIsTheFirstLineOfItsFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "ewig_abc\nmore\n");
    assertThat(TokenFile.read(Optional.of(file))).contains("ewig_abc");
    assertThat(TokenFile.read(Optional.empty())).isEmpty();
    Optional<Path> empty = Optional.of(Files.writeString(folder.resolve("none"), ""));
    assertThatThrownBy(() -> TokenFile.read(empty)).hasMessageContaining("no token");
    Optional<Path> missing = Optional.of(folder.resolve("missing"));
    assertThatThrownBy(() -> TokenFile.read(missing)).hasMessageContaining("can't be read");
  }
}

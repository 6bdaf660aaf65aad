package io.ewig.sync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    assertThat(PeerUrl.parse(text).isSocket()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ws://office, ws://office:8765/db/main/ws, http://office:8765/db/main/checkpoint",
    "ws://office:80/garden, ws://office:80/db/garden/ws, http://office:80/db/garden/checkpoint",
    "ws://office/ws, ws://office:8765/db/main/ws, http://office:8765/db/main/checkpoint",
    "WSS://office/db/garden/ws, wss://office/db/garden/ws, https://office/db/garden/checkpoint"
  })
  void aUrlMayAskForASocket(String text, String socket, String checkpoint) {
    for (PeerUrl url : List.of(PeerUrl.parse(text), PeerUrl.parse(PeerUrl.parse(text) + ""))) {
      assertThat(url.isSocket()).isTrue();
      assertThat(url.socket()).hasToString(socket);
      assertThat(url.checkpoint()).hasToString(checkpoint);
    }
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
        "http://office:0",
        "http://office:65536",
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
    assertThatThrownBy(() -> Channels.to(PeerUrl.parse("ws://office"), token))
        .hasMessageContaining("clear text; write wss://");
    for (String safe : List.of("http://127.0.0.1", "https://office")) {
      assertThat(Channels.to(PeerUrl.parse(safe), token)).isInstanceOf(HttpChannel.class);
    }
    for (String safe : List.of("ws://localhost", "wss://office")) {
      assertThat(Channels.to(PeerUrl.parse(safe), token)).isInstanceOf(SocketChannel.class);
    }
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

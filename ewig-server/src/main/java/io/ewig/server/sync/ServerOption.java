package io.ewig.server.sync;

import io.ewig.sync.http.Channels;
import io.ewig.sync.http.HttpChannel;
import io.ewig.sync.http.PeerUrl;
import io.ewig.sync.http.TokenFile;
import io.ewig.sync.session.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command talks to, and as whom. */
final class ServerOption {

  @Option(
      names = "--with",
      paramLabel = "URL",
      required = true,
      description = {
        "http://host:port[/database], or https:// or ewig:// likewise; ws:// or wss:// to ask over a",
        "WebSocket."
      })
  private String url = "";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Its first line is a token, for a server that has users.")
  private @Nullable Path token;

  Channel channel() throws IOException {
    return Channels.to(PeerUrl.parse(url), token());
  }

  /** Where more is asked for than frames. */
  HttpChannel overHttp() throws IOException {
    return new HttpChannel(PeerUrl.parse(url), token());
  }

  private Optional<String> token() throws IOException {
    return TokenFile.read(Optional.ofNullable(token));
  }
}

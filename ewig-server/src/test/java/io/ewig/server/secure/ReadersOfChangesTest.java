package io.ewig.server.secure;

import static io.ewig.server.secure.SecuredServer.PASSWORD;
import static io.ewig.server.secure.SecuredServer.TEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.EventBuilder;
import io.ewig.server.user.Principal;
import io.ewig.server.user.Roles;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may read what is recorded, and for how long. */
@Timeout(60)
class ReadersOfChangesTest {

  private SecuredServer server;

  @BeforeEach
  void start() throws Exception {
    server = new SecuredServer("anna", "ben");
    server.add("carl", Principal.ADMIN);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<InputStream> read(String user) throws Exception {
    String login =
        Base64.getEncoder()
            .encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/v1/db/main/changes?after=now");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Basic " + login)
            .header("Accept", "text/event-stream")
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
  }

  @Test
  void whoMayDoNothingMayNot() throws Exception {
    assertThat(read("ben").statusCode()).isEqualTo(403);
    assertThat(server.audited())
        .anyMatch(line -> line.contains("ben") && line.contains("read changes"));
  }

  @Test
  void whoMayNotAnyMoreIsToldNothingMore() throws Exception {
    try (BufferedReader stream =
        new BufferedReader(new InputStreamReader(read("carl").body(), StandardCharsets.UTF_8))) {
      assertThat(stream.readLine()).startsWith("retry: ");
      server.engine().append(EventBuilder.in("a://garden").type("Sown").json("{}"));
      assertThat(stream.readLine()).isEmpty();
      assertThat(stream.readLine()).isEqualTo("id: 0");
      new Roles(server.accounts()).take(Principal.ADMIN, "carl", TEST);
      server.engine().append(EventBuilder.in("a://garden").type("Cut").json("{}"));
      assertThat(stream.lines()).noneMatch(line -> line.contains("Cut"));
    }
  }
}

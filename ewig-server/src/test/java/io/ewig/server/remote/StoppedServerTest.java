package io.ewig.server.remote;

import static io.ewig.jdbc.Fakes.fails;
import static io.ewig.jdbc.Fakes.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ewig.engine.Ewig;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import io.ewig.server.http.HttpLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What those see who are at work, or come, while a server is being stopped. */
class StoppedServerTest {

  /** Takes longer than a server that stops waits. */
  private static final String ENDLESS =
      "select count(*) from table(ewig.generate_series(1, 100000)) a,"
          + " table(ewig.generate_series(1, 100000)) b";

  private final ExecutorService others = Executors.newCachedThreadPool();
  private final HttpClient http = HttpClient.newHttpClient();
  private Ewig engine;
  private EwigServer server;
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws IOException, SQLException {
    engine = Ewig.inMemory();
    HttpLimits hasty = HttpLimits.defaults().withStop(Duration.ofSeconds(2));
    server = EwigServer.start(engine, ServerOptions.local(0).withHttp(hasty));
    connection = DriverManager.getConnection(server.url());
    statement = connection.createStatement();
    statement.execute("create table t (id int primary key)");
    statement.execute("insert into t values (1), (2), (3), (4)");
  }

  @AfterEach
  void disconnect() throws SQLException {
    others.shutdownNow();
    connection.close();
    server.close();
    engine.close();
  }

  private CompletableFuture<HttpResponse<String>> asked(String path, String body) {
    String base = "http://127.0.0.1:" + server.address().getPort();
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (!body.isEmpty()) {
      request.POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private void awaitStatements(long wanted) throws InterruptedException {
    while (statements() < wanted) {
      Thread.sleep(5);
    }
  }

  /** How many the server has begun. */
  private long statements() {
    return asked("/metrics", "")
        .join()
        .body()
        .lines()
        .filter(line -> line.startsWith("ewig_server_statements"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
        .sum();
  }

  @Test
  void whatStillRunsIsToldThatTheServerStopsAndNotThatItWasCancelled() throws Exception {
    connection.setAutoCommit(false);
    statement.executeUpdate("insert into t values (5)");
    long before = statements();
    Future<SQLException> running =
        others.submit(
            () -> {
              try (Connection mine = DriverManager.getConnection(server.url());
                  Statement endless = mine.createStatement()) {
                return catchThrowableOfType(
                    SQLException.class, () -> rows(endless.executeQuery(ENDLESS)));
              }
            });
    var query = asked("/v1/db/main/query", "{\"sql\": \"" + ENDLESS + "\"}");
    awaitStatements(before + 2);
    Future<?> closing = others.submit(server::close);
    Map<String, HttpResponse<String>> meanwhile = new TreeMap<>();
    Thread.sleep(200);
    for (String path : new String[] {"/health", "/health/live", "/health/ready", "/v1/db"}) {
      meanwhile.put(path, asked(path, "").join());
    }
    fails("08006", () -> statement.executeQuery("select * from t"));
    fails("08001", () -> DriverManager.getConnection(server.url()));
    assertThat(connection.isValid(1)).isFalse();
    closing.get();

    assertThat(running.get().getMessage()).contains("the server is being stopped");
    assertThat(running.get().getSQLState()).isEqualTo("57P01");
    assertThat(query.join().statusCode()).isEqualTo(503);
    assertThat(query.join().body()).contains("57P01", "the server is being stopped");
    assertThat(meanwhile.get("/health").body()).contains("stopping");
    assertThat(meanwhile.get("/health").statusCode()).isEqualTo(503);
    assertThat(meanwhile.get("/health/ready").body()).contains("stopping");
    assertThat(meanwhile.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(meanwhile.get("/v1/db").body()).contains("57P01");
    int port = server.address().getPort();
    server = EwigServer.start(engine, ServerOptions.local(port));
    fails("08006", () -> statement.executeQuery("select * from t")); // its transaction is lost
    connection.rollback();
    assertThat(rows(statement.executeQuery("select id from t order by id")))
        .containsExactly("1", "2", "3", "4");
  }
}

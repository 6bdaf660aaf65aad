package io.ewig.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import io.ewig.engine.json.Json;
import io.ewig.jdbc.embedded.EngineConnections;
import io.ewig.server.session.Ahead;
import io.ewig.server.session.Databases;
import io.ewig.server.session.Permits;
import io.ewig.server.session.Quotas;
import io.ewig.server.session.SessionLimits;
import io.ewig.server.session.Sessions;
import io.ewig.server.session.UserLimits;
import io.ewig.server.user.Principal;
import io.ewig.server.word.Refusal;
import io.ewig.sync.ephemeral.Members;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a feed, and when no more. */
class FeedsTest {

  private final Ewig engine = Ewig.inMemory();
  private final Sessions sessions =
      new Sessions(
          new Databases(
              new EngineConnections(engine, "main"), null, System::nanoTime, new Permits(null)),
          SessionLimits.defaults(),
          new Quotas(UserLimits.defaults(), System::nanoTime),
          new SecureRandom(),
          Ahead.ofThisMachine(),
          System::nanoTime);
  private final HeardLine line = new HeardLine();
  private final Desk writer = new Desk(sessions, Principal.ANYBODY, "main");
  private final Feeds feeds =
      new Feeds(new Desk(sessions, Principal.ANYBODY, "main"), line, new Refusal());
  private long nanos;

  @BeforeEach
  void sow() throws SQLException {
    change("CREATE TABLE roses (name VARCHAR PRIMARY KEY)");
    change("CREATE TABLE lilies (name VARCHAR PRIMARY KEY)");
  }

  @AfterEach
  void close() {
    feeds.close();
    writer.close();
    sessions.close();
    engine.close();
  }

  private void change(String sql) throws SQLException {
    writer.work((link, unused) -> Desk.change(link, sql, List.of(), sql));
  }

  private void follow(String table) {
    try {
      feeds.begin(Members.of(Json.parse("{\"id\":1,\"table\":\"" + table + "\"}"), "a message"));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void end() {
    feeds.end(Members.of(Json.parse("{\"id\":1}"), "a message"));
  }

  private void readOn() {
    nanos += Integer.MAX_VALUE;
    feeds.readOn(engine.head().size(), nanos, Runnable::run);
  }

  private String types() {
    return String.join(
        " ",
        line.said().stream().map(one -> one.replaceAll(".*\"type\":\"(\\w+)\".*", "$1")).toList());
  }

  /** Has something happen when the reader has begun with what it is to read. */
  private void whenReading(Runnable happening) {
    int[] asked = {0};
    line.whenAsked(
        () -> {
          if (++asked[0] == 2) {
            happening.run();
          }
        });
  }

  @Test
  void changesAreSaidOfWhatIsFollowed() throws SQLException {
    follow("roses");
    change("INSERT INTO roses VALUES ('rambler')");
    readOn();
    assertThat(types()).isEqualTo("following changes");
  }

  @Test
  void nothingIsSaidOfWhatHasJustBeenEnded() throws SQLException {
    follow("roses");
    change("INSERT INTO roses VALUES ('rambler')");
    whenReading(this::end);
    readOn();
    assertThat(types()).isEqualTo("following unfollowed");
  }

  @Test
  void changesOfOneTableAreNotSaidOfAnotherThatIsFollowedUnderItsId() throws SQLException {
    follow("roses");
    change("INSERT INTO roses VALUES ('rambler')");
    whenReading(() -> follow("lilies"));
    readOn();
    assertThat(types()).isEqualTo("following following");
    change("INSERT INTO lilies VALUES ('tiger')");
    readOn();
    assertThat(line.said()).last().asString().contains("tiger");
  }

  @Test
  void whatNobodyHadTimeToReadIsReadLater() throws SQLException {
    follow("roses");
    change("INSERT INTO roses VALUES ('rambler')");
    nanos = Integer.MAX_VALUE;
    assertThatThrownBy(
            () ->
                feeds.readOn(
                    engine.head().size(),
                    nanos,
                    task -> {
                      throw new RejectedExecutionException();
                    }))
        .isInstanceOf(RejectedExecutionException.class);
    readOn();
    assertThat(types()).isEqualTo("following changes");
  }

  @Test
  void whoseChangesFoundNoMemoryIsToldThatItHasToAskAgain() throws SQLException {
    follow("roses");
    change("INSERT INTO roses VALUES ('rambler')");
    line.failOnce(new Error("as if there were no memory"));
    readOn();
    assertThat(types()).isEqualTo("following error");
  }
}

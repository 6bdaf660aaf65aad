package io.ewig.server.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Ewig;
import io.ewig.jdbc.link.Answer;
import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.Compiled;
import io.ewig.jdbc.link.PassedOnRows;
import io.ewig.jdbc.link.ResultRows;
import io.ewig.jdbc.link.Stop;
import io.ewig.jdbc.link.ValueSink;
import io.ewig.server.session.ServerSession;
import io.ewig.server.session.SessionLimits;
import io.ewig.server.session.Sessions;
import io.ewig.server.session.TestSessions;
import io.ewig.server.user.Principal;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows on their way when there is no memory to pack them: none is skipped, and nothing stays. */
class ResultTest {

  private static final long EXECUTION = 7;
  private static final int FRAME_ROWS = 10;

  private final Ewig engine = Ewig.inMemory();
  private final Sessions sessions = TestSessions.of(engine, null, SessionLimits.defaults());
  private ServerSession session;

  @BeforeEach
  void open() throws SQLException {
    session = sessions.open(Principal.ANYBODY, "", new Properties());
  }

  @AfterEach
  void close() {
    sessions.close();
    engine.close();
  }

  /** Rows of which one is too much. */
  private static final class Heavy extends PassedOnRows {
    private int toGive;
    private boolean isClosed;

    Heavy(ResultRows rows, int toGive) {
      super(rows);
      this.toGive = toGive;
    }

    @Override
    public boolean next() throws SQLException {
      return rows.next();
    }

    @Override
    public void give(ValueSink to) {
      if (toGive-- == 0) {
        throw new OutOfMemoryError("of a test");
      }
      super.give(to);
    }

    @Override
    public void close() {
      isClosed = true;
      super.close();
    }
  }

  private Heavy rows(int toGive) throws SQLException {
    Compiled all = session.prepare("SELECT * FROM TABLE(ewig.generate_series(1, 100))");
    @Nullable Object[] none = {};
    Answer answer = session.link().execute(all, none, Ask.PLAIN, new Stop());
    return new Heavy(((Answer.Rows) answer).rows(), toGive);
  }

  private Result result(Heavy rows, Stop stop) {
    return new Result(session, rows, EXECUTION, stop, new Refusal());
  }

  @Test
  void aResultWhoseFirstRowsCannotBeGivenIsClosed() throws SQLException {
    session.work(
        () -> {
          Stop stop = session.begin(EXECUTION);
          Heavy rows = rows(FRAME_ROWS / 2);
          assertThatThrownBy(() -> result(rows, stop).frame(FRAME_ROWS, null, false))
              .isInstanceOf(OutOfMemoryError.class);
          assertThat(rows.isClosed).isTrue();
          session.stop();
          assertThat(stop.isCalled()).isFalse(); // it is over
          return true;
        });
  }

  @Test
  void nobodyGetsTheRowsBehindThoseThatWereLost() throws SQLException {
    session.work(
        () -> {
          Heavy rows = rows(FRAME_ROWS + FRAME_ROWS / 2);
          Result result = result(rows, session.begin(EXECUTION));
          long number = result.frame(FRAME_ROWS, null, false).result();
          assertThat(session.held(number, Result.class)).isSameAs(result);
          assertThatThrownBy(() -> result.frame(FRAME_ROWS, null, false))
              .isInstanceOf(OutOfMemoryError.class);
          assertThat(rows.isClosed).isTrue();
          assertThatThrownBy(() -> session.held(number, Result.class))
              .isInstanceOf(SQLException.class);
          return true;
        });
  }
}

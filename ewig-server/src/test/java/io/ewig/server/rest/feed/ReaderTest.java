package io.ewig.server.rest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.log.Scan;
import io.ewig.jdbc.embedded.EngineConnections;
import io.ewig.server.audit.Actor;
import io.ewig.server.http.HttpBody;
import io.ewig.server.session.DatabaseFolders;
import io.ewig.server.session.Databases;
import io.ewig.server.session.Permits;
import io.ewig.server.user.Principal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a reader for whom there is no memory: it holds nothing any more. */
class ReaderTest {

  /** A real OutOfMemoryError would stop the tests as well. */
  private static final Error NO_MEMORY = new Error("as if there were no memory");

  @TempDir private Path folder;
  private final Ewig engine = Ewig.inMemory();
  private Databases databases;
  private Feeds feeds;

  @BeforeEach
  void open() throws SQLException {
    databases =
        new Databases(
            new EngineConnections(engine, "main"),
            new DatabaseFolders(folder, Ewig::open),
            System::nanoTime,
            new Permits(null));
    databases.create("garden", Actor.here("test"));
    feeds = new Feeds(databases, System::nanoTime, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    feeds.close();
    databases.close();
    engine.close();
  }

  /** Says the same whatever it finds. */
  private record Saying(String text) implements Reader.Form {
    @Override
    public int eventsMax() {
      return 1;
    }

    @Override
    public Reader.Said of(Slice slice, boolean isDue) {
      if (text.isEmpty()) {
        throw NO_MEMORY;
      }
      return new Reader.Said(text, slice.position());
    }

    @Override
    public boolean isOnce() {
      return false;
    }

    @Override
    public long silenceNanos() {
      return Long.MAX_VALUE;
    }
  }

  /** The end of an answer, on a connection that can't be written to. */
  private static final class Broken implements HttpBody.Pipe {
    private final List<Throwable> failures = new ArrayList<>();

    @Override
    public void send(byte[] piece, HttpBody.Fate fate) {
      throw NO_MEMORY;
    }

    @Override
    public void end() {
      throw new AssertionError("it is not whole");
    }

    @Override
    public void fail(Throwable why) {
      failures.add(why);
    }
  }

  private void assertHoldsNothing(Reader.Form form) throws SQLException {
    Broken pipe = new Broken();
    feeds.enter();
    new Reader(feeds, databases.lease("garden"), Principal.ANYBODY, Scan.all(), 0, form).open(pipe);
    assertThat(pipe.failures).containsExactly(NO_MEMORY);
    assertThat(feeds.readers()).isZero();
    assertThat(feeds.isFull()).isFalse();
    databases.drop("garden", Actor.here("test"));
  }

  @Test
  void oneWhoseTurnFindsNoMemoryGivesBackItsPlaceAndItsDatabase() throws SQLException {
    assertHoldsNothing(new Saying(""));
  }

  @Test
  void oneWhosePieceFindsNoMemoryGivesBackItsPlaceAndItsDatabase() throws SQLException {
    assertHoldsNothing(new Saying("x".repeat(pieceThatFills())));
  }

  /** More than readers together may leave untaken. */
  private static int pieceThatFills() {
    return Math.toIntExact(Runtime.getRuntime().maxMemory() / 16 + 1);
  }
}

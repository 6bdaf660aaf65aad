package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.part.Filter;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a part has of a branch, asked about a moment at which nobody here knew of that branch. */
class CoverageInTimeTest {

  private static final Filter ONLY_PLANTS = Filter.parse("world table://public/plants");
  private static final Table PLANTS =
      new TableBuilder(new UUID(1, 3), "public", "plants")
          .notNull("id", Type.BIGINT)
          .primaryKey("id")
          .build();

  private final AtomicLong now = new AtomicLong(1_900_000_000_000_000_000L);

  private Ewig open(Filter filter) {
    Config config = Config.defaults().withLog(LogKind.MEMORY).withFilter(filter);
    return Ewig.open(Path.of("memory"), config.withClock(() -> now.addAndGet(1_000_000)));
  }

  private static Table plants(Ewig db) {
    return db.view().catalog().find(PLANTS.id()).orElseThrow();
  }

  private static void alter(Ewig db, Alteration how) {
    try (Transaction transaction = db.begin("main")) {
      transaction.alter(plants(db), how);
      transaction.commit();
    }
  }

  /**
   * Two define the table apart, and the first one's definition counts; so the table is never called
   * herbs here, but rows of it were written under that name, and are not here. A branch that was
   * made by somebody who had heard of neither shows them until it is known.
   */
  @Test
  void whatItShowsUntilItIsMadeIsThatOfTheLineThatItComesFrom() {
    try (Ewig one = open(Filter.EVERYTHING);
        Ewig two = open(Filter.EVERYTHING);
        Ewig three = open(Filter.EVERYTHING);
        Ewig part = open(ONLY_PLANTS)) {
      try (Transaction begun = one.begin("main")) {
        begun.create(PLANTS);
        begun.commit();
      }
      Exchange.pull(one, two);
      Exchange.pull(one, three);
      three.append(EventBuilder.in("a://garden").json("{\"id\":\"rose\"}"));
      three.branches().create("spring", "main");
      alter(one, new Alteration.SetDeletionsWin(true));
      alter(two, new Alteration.RenameTable("public", "herbs"));
      try (Transaction transaction = two.begin("main")) {
        transaction.put(plants(two), Row.of(7L), null);
        transaction.commit();
      }
      Exchange.pull(one, part);
      Exchange.pull(two, part);
      long before = part.head().size();
      Exchange.pull(three, part);

      assertThat(plants(part).name()).isEqualTo("plants");
      View spring = part.view("spring", When.NOW);
      assertThat(spring.isHere(plants(part))).isTrue();
      assertThat(spring.scan(plants(part)).next()).isFalse();
      View earlier = part.view("spring", new When.AfterEvent(before - 1));
      assertThatThrownBy(() -> earlier.requireHere(plants(part)))
          .isInstanceOfSatisfying(
              UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_HERE))
          .hasMessageContaining("which was public.herbs once");
      assertThatThrownBy(() -> part.view().requireHere(plants(part)))
          .isInstanceOf(UserException.class);
    }
  }
}

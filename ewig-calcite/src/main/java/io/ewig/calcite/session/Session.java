package io.ewig.calcite.session;

import io.ewig.calcite.access.Demand;
import io.ewig.calcite.access.Operation;
import io.ewig.calcite.access.Rights;
import io.ewig.calcite.access.Subject;
import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.execution.SearchPath;
import io.ewig.calcite.execution.SessionFacts;
import io.ewig.engine.Ewig;
import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A connection's own: settings and a transaction or none; one thread at a time. */
public final class Session implements AutoCloseable {

  private static final String OWN_SCHEMA = "$user";

  private final Ewig engine;
  private final Settings settings;
  private final Predicate<String> ownSchemas;
  private final Rights rights;
  private final Work work;
  private final Draws draws;
  private final RandomGenerator random = new SecureRandom();
  private final Moment.Commits commits = this::commitOf;
  private @Nullable SessionFacts facts;

  /**
   * @param ownSchemas knows the schemas that every database has
   * @param rights what may be done in it
   */
  public Session(Ewig engine, Settings settings, Predicate<String> ownSchemas, Rights rights) {
    this.engine = engine;
    this.settings = settings;
    this.ownSchemas = ownSchemas;
    this.rights = rights;
    this.work = new Work(engine, settings);
    this.draws = new Draws(work, this);
  }

  public Ewig engine() {
    return engine;
  }

  public Settings settings() {
    return settings;
  }

  public Rights rights() {
    return rights;
  }

  /** Refuses what may not be done on the session's branch. */
  public void require(Operation operation, Subject subject) {
    if (!rights.isUnlimited()) {
      rights.require(Demand.now(operation, subject, settings.branch()));
    }
  }

  public Work work() {
    return work;
  }

  /** Which commits events belong to. */
  public Moment.Commits commits() {
    return commits;
  }

  /** What a transaction has not committed yet comes after all that the log holds. */
  private @Nullable String commitOf(long seq) {
    return seq < engine.head().size() ? engine.events().commitIdOf(seq).toString() : null;
  }

  /**
   * What statements may ask about the session; the same object as long as nothing of it changes.
   *
   * @param catalog the name of the database
   */
  public SessionFacts facts(String catalog) {
    SessionFacts known = facts;
    if (known == null
        || !known.user().equals(settings.user())
        || !known.path().equals(settings.path())
        || !known.branch().equals(settings.branch())) {
      known =
          new SessionFacts(
              settings.user(),
              catalog,
              settings.path(),
              settings.branch(),
              this::listed,
              draws,
              random,
              rights);
      facts = known;
    }
    return known;
  }

  private List<SessionFacts.Setting> listed() {
    return Arrays.stream(Setting.values())
        .map(
            setting ->
                new SessionFacts.Setting(setting.key(), setting.get(this), setting.remarks()))
        .toList();
  }

  /** What was drawn from a sequence stays the last one when it is told to count in another way. */
  public void keepDrawn(Sequence old, Sequence now) {
    draws.keep(old, now);
  }

  /** What the session's branch holds, as of the moment that the session looks at. */
  public View view() {
    When asOf = settings.asOf();
    return asOf == When.NOW ? work.view() : engine.view(settings.branch(), asOf);
  }

  /**
   * Looks names up in other schemas, which have to be there. What PostgreSQL calls {@code "$user"},
   * the user's own, may be missing.
   */
  void lookIn(SearchPath wanted) {
    List<String> schemas = new ArrayList<>();
    for (String schema : wanted.schemas()) {
      boolean isOwn = schema.equals(OWN_SCHEMA);
      String name = isOwn ? settings.user() : schema;
      if (hasSchema(name)) {
        schemas.add(name);
      } else if (!isOwn) {
        throw new UserException(
            ErrorCode.UNKNOWN_SCHEMA,
            name.isEmpty()
                ? "the name of the schema is empty; public is the usual one"
                : "there is no schema " + name + "; say CREATE SCHEMA " + name + " first");
      }
    }
    settings.setPath(new SearchPath(schemas));
  }

  /** Whether there is a schema where the session looks; begins no transaction. */
  private boolean hasSchema(String name) {
    View seen = work.isOpen() ? view() : engine.view(settings.branch(), settings.asOf());
    return ownSchemas.test(name)
        || seen.catalog().schemas().stream().anyMatch(schema -> schema.name().equals(name));
  }

  /** Looks at another moment of system time, which has to be one. */
  public void lookAt(When moment) {
    engine.view(settings.branch(), moment);
    settings.setAsOf(moment);
  }

  /** Refuses to change what a transaction under way depends on. */
  public void requireNoWork(String what) {
    if (work.isOpen()) {
      throw new UserException(
          ErrorCode.TRANSACTION_UNDER_WAY,
          what + " can't change within a transaction; commit it or roll it back first");
    }
  }

  @Override
  public void close() {
    work.close();
  }
}

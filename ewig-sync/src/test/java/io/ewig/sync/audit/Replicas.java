package io.ewig.sync.audit;

import io.ewig.engine.Ewig;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import io.ewig.sync.session.Channel;
import io.ewig.sync.session.Direction;
import io.ewig.sync.session.Endpoint;
import io.ewig.sync.session.EngineLocal;
import io.ewig.sync.session.Local;
import io.ewig.sync.session.Meeting;
import io.ewig.sync.session.MemoryQuarantine;
import io.ewig.sync.session.SessionOptions;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A garden on several replicas. */
final class Replicas {

  static final Table PLANTS =
      new TableBuilder(new UUID(1, 1), "public", "plants")
          .notNull("id", Type.BIGINT)
          .column("name", Type.VARCHAR)
          .primaryKey("id")
          .build();

  private Replicas() {}

  static void create(Ewig db) {
    try (Transaction tx = db.begin("main")) {
      tx.create(PLANTS);
      tx.commit();
    }
  }

  /** Plants from one number up to another, in one commit. */
  static void plant(Ewig db, String branch, long from, long to) {
    try (Transaction tx = db.begin(branch)) {
      for (long id = from; id < to; id++) {
        tx.insert(PLANTS, Map.of("id", id, "name", "plant " + id));
      }
      tx.commit();
    }
  }

  static void rename(Ewig db, String branch, long id, String name) {
    try (Transaction tx = db.begin(branch)) {
      tx.update(PLANTS, List.of(id), row -> Row.of(id, name), null);
      tx.commit();
    }
  }

  static void remove(Ewig db, String branch, long id) {
    try (Transaction tx = db.begin(branch)) {
      tx.delete(PLANTS, List.of(id), null);
      tx.commit();
    }
  }

  static Endpoint endpoint(Local local) {
    return new Endpoint(
        local, new MemoryQuarantine(), SessionOptions.of(Direction.BOTH).withWindowBytes(1 << 20));
  }

  static Meeting.Outcome meet(Ewig one, Ewig other) throws IOException {
    Channel channel = endpoint(new EngineLocal(other))::answer;
    return new Meeting(new EngineLocal(one), new MemoryQuarantine(), Direction.BOTH, channel).run();
  }

  static AuditReport audit(Ewig one, Ewig other) throws IOException {
    return audit(one, new EngineLocal(other));
  }

  static AuditReport audit(Ewig one, Local other) throws IOException {
    return new Audit(new EngineLocal(one), endpoint(other)::answer).run();
  }

  /**
   * A replica with the events of one database and the state of another: as where what is derived
   * from the log is not what follows from it.
   */
  static Local withStateOf(Ewig events, Ewig state) {
    Local log = new EngineLocal(events);
    Local derived = new EngineLocal(state);
    return (Local)
        Proxy.newProxyInstance(
            Local.class.getClassLoader(),
            new Class<?>[] {Local.class},
            (proxy, method, arguments) -> {
              boolean isDerived =
                  method.getReturnType() == Optional.class
                      && List.of("comparisons", "object").contains(method.getName());
              try {
                return method.invoke(isDerived ? derived : log, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}

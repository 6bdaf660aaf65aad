package io.ewig.calcite.system;

import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.relation.Relation;
import io.ewig.engine.Ewig;
import java.util.List;

/** {@link Ask} for tests in other packages. */
public final class SystemQuestions {

  private final Ask ask;

  public SystemQuestions(Ewig engine) {
    this.ask = new Ask(engine);
  }

  public List<List<Object>> rows(Relation relation, String where) {
    return ask.rows(relation, where);
  }

  public List<List<Object>> rows(
      Relation relation, Moment moment, String where, String... columns) {
    return ask.rows(relation, moment, where, columns);
  }
}

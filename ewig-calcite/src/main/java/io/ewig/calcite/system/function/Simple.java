package io.ewig.calcite.system.function;

import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.TableFunction;
import io.ewig.engine.session.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function whose columns are the same in all calls. */
record Simple(String name, String remarks, List<Parameter> parameters, Relation relation)
    implements TableFunction {

  @Override
  public Relation call(View view, List<@Nullable Object> arguments) {
    Argument.requireCount(name, parameters, arguments.size());
    return relation;
  }
}

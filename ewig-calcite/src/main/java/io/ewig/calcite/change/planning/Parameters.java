package io.ewig.calcite.change.planning;

import io.ewig.calcite.statement.Understanding;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.value.Type;
import org.apache.calcite.rel.type.RelDataType;

/** What a question mark is taken for that is stored into a column. */
final class Parameters {

  private Parameters() {}

  /** A text may be as long as it likes, so that the column can refuse it. */
  static RelDataType type(Type type, Understanding statement) {
    Type unbounded =
        switch (type.kind()) {
          case CHAR, VARCHAR -> Type.VARCHAR;
          case BINARY, VARBINARY -> Type.VARBINARY;
          default -> type;
        };
    return TypeMapping.calcite(unbounded, true, statement.types());
  }
}

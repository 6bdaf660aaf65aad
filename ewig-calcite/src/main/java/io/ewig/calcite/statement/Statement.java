package io.ewig.calcite.statement;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;

/** A statement that was understood; any number of runs, any thread. */
public interface Statement {

  /** What its rows look like, as things are for a session now; empty if it gives none. */
  List<ResultColumn> columns(Run run);

  /** The types of its question marks, as things are for a session now. */
  List<RelDataType> parameters(Run run);

  /** Whether it gives rows rather than a count. */
  boolean isQuery();

  Answer run(Run run);
}

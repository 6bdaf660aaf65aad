package io.ewig.calcite.relation;

import java.util.List;

/** Something that gives rows, as it is defined at one moment. */
public interface Relation {

  String schema();

  String name();

  /** Its columns, the hidden ones last. */
  List<RelationColumn> columns();

  /** About how many rows it has. */
  double estimateRows();

  /** Sets of columns, by their positions, whose values are unique. */
  List<int[]> uniqueKeys();

  /** Makes the operator that reads it. */
  Access access(Request request);
}

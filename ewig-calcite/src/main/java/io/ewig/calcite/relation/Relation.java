package io.ewig.calcite.relation;

import io.ewig.calcite.access.Subject;
import io.ewig.calcite.vector.VectorSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that gives rows, as it is defined at one moment. */
public interface Relation {

  String schema();

  String name();

  /** Its columns, the hidden ones last. */
  List<RelationColumn> columns();

  /** The same, as they are in any version of a row: what takes no nulls now may have had some. */
  default List<RelationColumn> columnsEver() {
    return columns();
  }

  /** What has to be allowed to be seen of whoever names it; null if all may know of it. */
  default @Nullable Subject subject() {
    return null;
  }

  /** About how many rows it has. */
  double estimateRows();

  /**
   * Sets of columns, by their positions, whose values are unique at each moment, nulls left aside.
   */
  List<int[]> uniqueKeys();

  /** Makes the operator that reads it. */
  Access access(Request request);

  /**
   * By the rising values of which columns its rows come, the first first, whichever way the request
   * is met; none of them is ever null. Empty if they come in no order that is known.
   */
  default List<Integer> order(Request request) {
    return List.of();
  }

  /** Reads it as columns, with what the request's conditions say about where to look; or null. */
  default @Nullable VectorSource vectors(Request request) {
    return null;
  }

  /** Whether a column holds few names, by which rows are grouped without a look at each. */
  default boolean isOfNames(int column) {
    return false;
  }
}

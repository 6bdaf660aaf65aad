package io.ewig.calcite.statement;

import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.moment.MomentPlan;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;

/**
 * What a plan was made for.
 *
 * @param schema where unqualified names were looked up
 * @param moments at which it reads
 * @param catalogs the version of all definitions at each of them
 * @param parameters the types of its question marks
 */
public record Frame(
    String schema,
    List<MomentPlan> moments,
    List<Long> catalogs,
    List<RelDataType> parameters) {

  /** Whether names mean the same at some moments. */
  boolean fits(List<Moment> at) {
    for (int i = 0; i < catalogs.size(); i++) {
      if (catalogs.get(i) != at.get(i).view().catalog().version()) {
        return false;
      }
    }
    return true;
  }
}

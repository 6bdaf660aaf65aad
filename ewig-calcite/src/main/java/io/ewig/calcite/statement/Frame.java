package io.ewig.calcite.statement;

import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.moment.MomentPlan;
import io.ewig.engine.catalog.Catalog;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;

/**
 * What a plan was made for.
 *
 * @param schema where unqualified names were looked up
 * @param moments at which it reads
 * @param catalogs all definitions at each of them
 * @param parameters the types of its question marks
 */
public record Frame(
    String schema, List<MomentPlan> moments, List<Catalog> catalogs, List<RelDataType> parameters) {

  /** Whether names mean the same at some moments. */
  boolean fits(List<Moment> at) {
    for (int i = 0; i < catalogs.size(); i++) {
      if (!isSame(catalogs.get(i), at.get(i).view().catalog())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(Catalog known, Catalog now) {
    return known == now
        || (known.isRecorded() && now.isRecorded() && known.version() == now.version());
  }
}

package io.ewig.calcite.statement;

import io.ewig.calcite.access.Demand;
import io.ewig.calcite.access.Rights;
import io.ewig.calcite.access.Subject;
import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.execution.SearchPath;
import io.ewig.calcite.moment.MomentPlan;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.session.View;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;

/**
 * What a plan was made for.
 *
 * @param path where unqualified names were looked up
 * @param moments at which it reads
 * @param catalogs all definitions at each of them
 * @param elsewhere definitions at no moment of its own on which it depends all the same
 * @param parameters the types of its question marks
 * @param reads what it reads, and whoever runs it has to be allowed to
 */
public record Frame(
    SearchPath path,
    List<MomentPlan> moments,
    List<Catalog> catalogs,
    List<Elsewhere> elsewhere,
    List<RelDataType> parameters,
    List<Read> reads) {

  /**
   * Something that has to be allowed.
   *
   * @param moment which of the moments it is read at
   * @param isFound whether what is read of it is known only when it runs, and asked for then
   */
  public record Read(int moment, Subject subject, boolean isFound) {

    void require(Rights rights, Moment at) {
      if (isFound) {
        rights.requireSeen(subject, at.branch());
      } else {
        rights.require(Demand.reading(subject, at.branch(), at.age()));
      }
    }
  }

  /**
   * Definitions of states that a function names.
   *
   * @param moment of the call
   * @param finder finds them by what is seen at the moment
   * @param catalogs what it found
   */
  public record Elsewhere(
      int moment, Function<View, List<Catalog>> finder, List<Catalog> catalogs) {

    boolean fits(View seen) {
      List<Catalog> now = finder.apply(seen);
      return IntStream.range(0, now.size()).allMatch(i -> isSame(catalogs.get(i), now.get(i)));
    }
  }

  /** Whether names mean the same at some moments. */
  boolean fits(List<Moment> at) {
    for (int i = 0; i < catalogs.size(); i++) {
      if (!isSame(catalogs.get(i), at.get(i).view().catalog())) {
        return false;
      }
    }
    for (Elsewhere one : elsewhere) {
      if (!one.fits(at.get(one.moment).view())) {
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

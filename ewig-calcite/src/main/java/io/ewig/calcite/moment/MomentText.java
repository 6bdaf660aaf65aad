package io.ewig.calcite.moment;

import io.ewig.calcite.plan.syntax.InnerQueries;
import io.ewig.calcite.relation.Versions;
import io.ewig.parser.time.Span;
import io.ewig.parser.time.TableAt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/** A moment as a statement says it; what is null is said further out, or by the session. */
public record MomentText(
    @Nullable SqlNode branch, @Nullable Span systemTime, @Nullable Span validTime) {

  /** As the session has it. */
  public static final MomentText DEFAULT = new MomentText(null, null, null);

  static MomentText of(TableAt place) {
    return new MomentText(
        place.branch().orElse(null),
        place.systemTime().orElse(null),
        place.validTime().orElse(null));
  }

  /** The same, with what this does not say taken from further out. */
  MomentText within(MomentText outer) {
    return new MomentText(
        branch != null ? branch : outer.branch,
        systemTime != null ? systemTime : outer.systemTime,
        validTime != null ? validTime : outer.validTime);
  }

  /** The versions of a row that are read. */
  Versions versions() {
    if (isRange(systemTime)) {
      return Versions.EVER_RECORDED;
    }
    return isRange(validTime) ? Versions.TRUE_AT_SOME_TIME : Versions.ONE;
  }

  private static boolean isRange(@Nullable Span span) {
    return span != null && span.isRange();
  }

  boolean hasQueries() {
    return hasQuery(branch) || hasQuery(systemTime) || hasQuery(validTime);
  }

  private static boolean hasQuery(@Nullable SqlNode node) {
    return node != null && InnerQueries.areIn(node);
  }

  boolean hasParameters() {
    return hasParameter(branch) || hasParameter(systemTime) || hasParameter(validTime);
  }

  private static boolean hasParameter(@Nullable SqlNode node) {
    if (node == null) {
      return false;
    }
    AtomicBoolean found = new AtomicBoolean();
    node.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlDynamicParam parameter) {
            found.set(true);
            return null;
          }
        });
    return found.get();
  }

  public boolean saysTheSameAs(MomentText other) {
    return same(branch, other.branch)
        && same(systemTime, other.systemTime)
        && same(validTime, other.validTime);
  }

  private static boolean same(@Nullable SqlNode a, @Nullable SqlNode b) {
    return (a == null || b == null) ? a == b : a.equalsDeep(b, Litmus.IGNORE);
  }
}

package io.ewig.calcite.compile;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.ChainedRelMetadataProvider;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/**
 * What Calcite knows of plans, without Janino: its default way would compile classes at run time.
 */
public final class Estimates {

  private static final double UNKNOWN = 1e9;

  private static final ProxyingMetadataHandlerProvider HANDLERS =
      new ProxyingMetadataHandlerProvider(
          ChainedRelMetadataProvider.of(
              List.of(Predicates.SOURCE, MostRows.SOURCE, DefaultRelMetadataProvider.INSTANCE)));

  private static final class Query extends RelMetadataQuery {
    Query() {
      super(HANDLERS);
    }
  }

  private Estimates() {}

  /** A new query, for one thread: {@code cluster.setMetadataQuerySupplier(Estimates::query)}. */
  public static RelMetadataQuery query() {
    return new Query();
  }

  static double rowCount(RelNode node, RelMetadataQuery query) {
    Double count = query.getRowCount(node);
    return count == null ? UNKNOWN : count;
  }
}

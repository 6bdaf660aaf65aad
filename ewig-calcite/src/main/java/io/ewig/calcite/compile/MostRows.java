package io.ewig.calcite.compile;

import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.ReflectiveRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMdMaxRowCount;
import org.apache.calcite.rel.metadata.RelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.jspecify.annotations.Nullable;

/**
 * How many rows a plan gives at most. Calcite forgets that the group of all, {@code ()} among
 * others, has its row also where there is nothing to group.
 *
 * <p>Public, since Calcite calls it by reflection.
 */
public final class MostRows extends RelMdMaxRowCount {

  static final RelMetadataProvider SOURCE =
      ReflectiveRelMetadataProvider.reflectiveSource(
          new MostRows(), BuiltInMetadata.MaxRowCount.Handler.class);

  private MostRows() {}

  @Override
  public @Nullable Double getMaxRowCount(Aggregate groups, RelMetadataQuery query) {
    Double most = super.getMaxRowCount(groups, query);
    if (most == null) {
      return null; // not known
    }
    boolean isOfAll = groups.getGroupSets().stream().anyMatch(set -> set.isEmpty());
    return Aggregate.isSimple(groups) || !isOfAll ? most : most + 1;
  }
}

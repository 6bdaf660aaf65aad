package io.ewig.calcite.plan;

import io.ewig.calcite.compile.Estimates;
import io.ewig.calcite.plan.optimizer.Optimizer;
import io.ewig.parser.SqlText;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/**
 * Gets a fresh JVM ready for planning: two thousand classes of Calcite's, which take longer than
 * all that is planned with them later.
 *
 * <p>It uses no class of the engine, and the engine uses none of Calcite's: so another thread may
 * open a database meanwhile, and neither waits for the other to initialize a class.
 */
public final class Preloading {

  private static final String QUERY = "select x from (values (1), (2)) as t (x) where x = ?";

  private Preloading() {}

  /** Plans a query that is about nothing. */
  public static void run() {
    RelDataTypeFactory types = new SqlTypeFactoryImpl(RelDataTypeSystem.DEFAULT);
    CalciteCatalogReader reader =
        new CalciteCatalogReader(
            CalciteSchema.createRootSchema(false, false),
            List.of(),
            types,
            new CalciteConnectionConfigImpl(new Properties()));
    SqlValidator validator =
        SqlValidatorUtil.newValidator(
            SqlStdOperatorTable.instance(), reader, types, SqlValidator.Config.DEFAULT);
    RelOptCluster cluster =
        RelOptCluster.create(new HepPlanner(HepProgram.builder().build()), new RexBuilder(types));
    cluster.setMetadataQuerySupplier(Estimates::query);
    SqlNode query = validator.validate(SqlText.parse(QUERY).tree());
    RelNode plan =
        new SqlToRelConverter(
                (row, text, path, view) -> {
                  throw new IllegalStateException("there are no views");
                },
                validator,
                reader,
                cluster,
                StandardConvertletTable.INSTANCE,
                SqlToRelConverter.config())
            .convertQuery(query, false, true)
            .project();
    Optimizer.optimize(plan);
  }
}

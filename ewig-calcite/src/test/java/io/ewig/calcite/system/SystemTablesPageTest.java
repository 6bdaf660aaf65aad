package io.ewig.calcite.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.relation.TableFunction;
import io.ewig.engine.Ewig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page about system tables leaves no table and no column out. */
class SystemTablesPageTest {

  @Test
  void everythingIsDescribed() throws IOException {
    String page = Files.readString(Path.of("../docs/sql/system-tables.md"));
    try (Ewig engine = Ewig.inMemory()) {
      for (var relation : HistoryTablesTest.relations(engine).all()) {
        assertThat(page).contains(relation.name());
        relation.columns().forEach(column -> assertThat(page).contains(column.name()));
      }
      for (TableFunction function : new TableFunctions(engine).all()) {
        assertThat(page).contains(function.name());
        assertThat(function.remarks()).endsWith(".");
      }
    }
  }
}

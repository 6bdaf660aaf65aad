package io.ewig.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.ewig.engine.house.LayerRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shape of the driver, as a test: packages are layers, and only one knows the engine. */
class ArchitectureTest extends LayerRules {

  /** From the ground up: a package may use only those listed before it. */
  private static final List<String> LAYERS =
      List.of(
          "error",
          "url",
          "link",
          "packed",
          "wire",
          "remote",
          "value",
          "result",
          "editing",
          "statement",
          "metadata",
          "connection",
          "embedded",
          "hibernate",
          "flyway",
          "liquibase");

  ArchitectureTest() {
    super("io.ewig.jdbc", LAYERS);
  }

  /** They are loaded by their tools only, so nothing else may need them. */
  @Test
  void onlyThePluginsKnowTheirTools() {
    noClasses()
        .that()
        .resideOutsideOfPackages(tree("hibernate"), tree("flyway"), tree("liquibase"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.hibernate..", "org.flywaydb..", "liquibase..")
        .check(classes());
  }

  /** A thin driver for a server has to do without both. */
  @Test
  void onlyTheEmbeddedLinkKnowsTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(tree("embedded"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.ewig.engine..", "io.ewig.calcite..", "io.ewig.parser..", "org.apache..")
        .check(classes());
  }
}

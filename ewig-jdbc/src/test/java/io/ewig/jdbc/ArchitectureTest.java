package io.ewig.jdbc;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shape of the driver, as a test: packages are layers, and only one knows the engine. */
class ArchitectureTest {

  private static final String ROOT = "io.ewig.jdbc";

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
          "statement",
          "metadata",
          "connection",
          "embedded",
          "hibernate",
          "flyway",
          "liquibase");

  private static final JavaClasses DRIVER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  static List<String> layers() {
    return LAYERS;
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(DRIVER);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void importsPointDown(String layer) {
    String[] higher =
        LAYERS.subList(LAYERS.indexOf(layer) + 1, LAYERS.size()).stream()
            .map(name -> ROOT + "." + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + layer + "..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(higher).or(resideInAPackage(ROOT)))
        .allowEmptyShould(true)
        .check(DRIVER);
  }

  @Test
  void everyPackageHasItsLayer() {
    Set<String> strangers = new TreeSet<>();
    DRIVER.forEach(type -> strangers.add(type.getPackageName()));
    strangers.remove(ROOT);
    LAYERS.forEach(layer -> strangers.remove(ROOT + "." + layer));
    assertThat(strangers).isEmpty();
  }

  /** They are loaded by their tools only, so nothing else may need them. */
  @Test
  void onlyThePluginsKnowTheirTools() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".hibernate..", ROOT + ".flyway..", ROOT + ".liquibase..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.hibernate..", "org.flywaydb..", "liquibase..")
        .check(DRIVER);
  }

  /** A thin driver for a server has to do without both. */
  @Test
  void onlyTheEmbeddedLinkKnowsTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".embedded..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.ewig.engine..", "io.ewig.calcite..", "io.ewig.parser..", "org.apache..")
        .check(DRIVER);
  }
}

package io.ewig.calcite;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The shape of the SQL layer, as a test. */
class ArchitectureTest {

  private static final String ROOT = "io.ewig.calcite";

  private static final JavaClasses SQL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(SQL);
  }

  /** What is compiled while a statement is planned is our own trees, never classes. */
  @Test
  void nothingIsCompiledAtRunTime() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.codehaus.janino..",
            "org.apache.calcite.adapter.enumerable..",
            "org.apache.calcite.interpreter..")
        .check(SQL);
  }

  @Test
  void theEngineIsUsedByItsDoors() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.ewig.engine.internal..")
        .check(SQL);
  }
}

package io.ewig.sync;

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

/** The shape of this module, as a test. */
class ArchitectureTest {

  private static final String ROOT = "io.ewig.sync";

  /** From the ground up: a package may use only those listed before it. */
  private static final List<String> LAYERS =
      List.of("ephemeral", "protocol", "session", "peer", "http");

  private static final JavaClasses SYNC =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  static List<String> layers() {
    return LAYERS;
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(SYNC);
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
        .check(SYNC);
  }

  @Test
  void everyPackageHasItsLayer() {
    Set<String> strangers = new TreeSet<>();
    SYNC.forEach(type -> strangers.add(type.getPackageName()));
    strangers.remove(ROOT);
    LAYERS.forEach(layer -> strangers.remove(ROOT + "." + layer));
    assertThat(strangers).isEmpty();
  }

  @Test
  void theEngineIsEnteredThroughItsDoors() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.ewig.engine.internal..")
        .allowEmptyShould(true)
        .check(SYNC);
  }

  /** What a peer sends can make no object by Java's own means. */
  @Test
  void nothingIsDeserializedByJava() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .allowEmptyShould(true)
        .check(SYNC);
  }
}

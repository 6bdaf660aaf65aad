package io.ewig.server;

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

/** The shape of the command and the server, as a test. */
class ArchitectureTest {

  private static final String ROOT = "io.ewig.server";

  /** From the ground up: a package may use only those listed before it. */
  private static final List<String> LAYERS =
      List.of(
          "command",
          "rows",
          "csv",
          "log",
          "history",
          "branches",
          "upkeep",
          "backup",
          "shell",
          "console",
          "demo",
          "tls",
          "audit",
          "user",
          "login",
          "account",
          "right",
          "session",
          "word",
          "socket",
          "http",
          "live",
          "observe",
          "gate",
          "sync",
          "rest.answer",
          "rest.event",
          "rest.feed",
          "rest.query",
          "rest.database",
          "rest.api",
          "avatica");

  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  static List<String> layers() {
    return LAYERS;
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(SERVER);
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
        .check(SERVER);
  }

  @Test
  void everyPackageHasItsLayer() {
    Set<String> strangers = new TreeSet<>();
    SERVER.forEach(type -> strangers.add(type.getPackageName()));
    strangers.remove(ROOT);
    LAYERS.forEach(layer -> strangers.remove(ROOT + "." + layer));
    assertThat(strangers).isEmpty();
  }

  @Test
  void jettyEntersThroughHttpAndSockets() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".http..", ROOT + ".socket..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse..")
        .check(SERVER);
  }

  @Test
  void avaticaEntersThroughOnePackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".avatica..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache..", "com.google..", "com.fasterxml..")
        .check(SERVER);
  }

  /** What a client sends can load no class and make no object by Java's own means. */
  @Test
  void nothingIsLoadedByNameOrDeserialized() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".session..", ROOT + ".word..", ROOT + ".http..")
        .or()
        .resideInAnyPackage(ROOT + ".avatica..", "io.ewig.jdbc.wire..", "io.ewig.jdbc.packed..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .orShould()
        .callMethod(Class.class, "forName", String.class)
        .orShould()
        .callMethod(ClassLoader.class, "loadClass", String.class)
        .check(SERVER);
  }
}

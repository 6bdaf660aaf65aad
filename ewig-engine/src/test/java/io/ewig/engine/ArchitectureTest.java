package io.ewig.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shape of the engine, as a test: packages are layers, imports point down, and a third-party
 * library enters through one door.
 *
 * <p>A failure here is a design question, not a nuisance. Either the class lives in the wrong room,
 * or {@link #LAYERS} has to change, and with it the page that explains the architecture.
 */
class ArchitectureTest {

  private static final String ROOT = "io.ewig.engine";

  /** From the ground up: a package may use only those listed before it. */
  private static final List<String> LAYERS =
      List.of(
          "error",
          "time",
          "hash",
          "json",
          "event",
          "graph",
          "value",
          "schema",
          "scan",
          "catalog",
          "check",
          "log",
          "repair",
          "column",
          "world",
          "part",
          "store",
          "crypt",
          "internal.disk",
          "format",
          "sequence",
          "law",
          "internal.converge",
          "internal.row",
          "internal.crypt",
          "internal.zstd",
          "inception",
          "internal.packed",
          "internal.shred",
          "internal.segment",
          "internal.warm",
          "internal.version",
          "internal.run",
          "internal.history",
          "internal.plain",
          "internal.chronicle",
          "internal.journal",
          "internal.pack",
          "internal.memory",
          "internal.salt",
          "internal.tree",
          "internal.commit",
          "branch",
          "internal.space",
          "internal.table",
          "internal.late",
          "internal.lineage",
          "internal.state",
          "internal.milestone",
          "internal.difference",
          "internal.checkpoint",
          "merge",
          "internal.rule",
          "session",
          "timeline",
          "erasure",
          "replica",
          "comparison",
          "exchange",
          "backup");

  /** Two ways to keep the same log: a choice the door makes, so neither may know the other. */
  private static final Set<String> RIVALS = Set.of("internal.plain", "internal.chronicle");

  /** A function that seems to belong here has no home yet: a concept is missing. */
  private static final Set<String> HOMELESS =
      Set.of("util", "utils", "helper", "helpers", "manager", "common", "impl", "misc");

  private static final JavaClasses ENGINE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  static List<String> layers() {
    return LAYERS;
  }

  @Test
  void packagesFormNoCycle() {
    check(slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
  }

  @ParameterizedTest
  @MethodSource("layers")
  void importsPointDown(String layer) {
    int above = LAYERS.indexOf(layer) + 1;
    var higher = LAYERS.subList(above, LAYERS.size()).stream().map(ArchitectureTest::tree);
    check(
        noClasses()
            .that()
            .resideInAPackage(tree(layer))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(higher.toArray(String[]::new)).or(resideInAPackage(ROOT)))
            .because("a package uses only what lies below it: " + LAYERS));
  }

  @Test
  void theTwoLogsAreUsedByTheDoorOnly() {
    for (String log : RIVALS) {
      check(
          noClasses()
              .that()
              .resideOutsideOfPackages(ROOT, tree(log))
              .should()
              .dependOnClassesThat()
              .resideInAPackage(tree(log)));
    }
  }

  @Test
  void everyPackageHasItsLayer() {
    Set<String> strangers = new TreeSet<>();
    for (String name : packages()) {
      if (!name.equals(ROOT) && LAYERS.stream().noneMatch(layer -> isWithin(name, layer))) {
        strangers.add(name);
      }
    }
    assertThat(strangers).as("packages that LAYERS does not list").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "net.openhft.., internal.chronicle",
    "org.bouncycastle.., internal.crypt",
    "com.fasterxml.jackson.., json exchange",
    "io.airlift.., internal.zstd"
  })
  void thirdPartyEntersThroughItsDoors(String library, String doors) {
    String[] trees = Stream.of(doors.split(" ")).map(ArchitectureTest::tree).toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(trees)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  @Test
  void noPackageIsAHomeForTheHomeless() {
    assertThat(packages())
        .allSatisfy(name -> assertThat(name.split("\\.")).doesNotContainAnyElementsOf(HOMELESS));
  }

  @Test
  void nothingIsDeserializedByJava() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream"));
  }

  @Test
  void classesAreNotLoadedByName() {
    var byName = noClasses().that().resideOutsideOfPackages(byNameAllowed());
    check(byName.should().callMethod(Class.class, "forName", String.class));
    check(
        byName
            .should()
            .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class));
  }

  /** Chronicle reports home when it finds this class. */
  @ParameterizedTest
  @ValueSource(strings = "net.openhft.chronicle.analytics.Analytics")
  void telemetryIsNotOnTheClassPath(String telemetry) {
    assertThatThrownBy(() -> Class.forName(telemetry)).isInstanceOf(ClassNotFoundException.class);
  }

  /** Chronicle's byte store and the disk layer reach into the JDK where it has no public door. */
  private static String[] byNameAllowed() {
    return new String[] {tree("internal.chronicle"), tree("internal.disk")};
  }

  /** Layers are built one after another: a rule about a package that is still empty holds. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(ENGINE);
  }

  private static Set<String> packages() {
    Set<String> names = new TreeSet<>();
    ENGINE.forEach(type -> names.add(type.getPackageName()));
    return names;
  }

  private static boolean isWithin(String name, String layer) {
    return (name + ".").startsWith(ROOT + "." + layer + ".");
  }

  private static String tree(String layer) {
    return ROOT + "." + layer + "..";
  }
}

package io.ewig.sync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.ewig.engine.house.LayerRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shape of this module, as a test. */
class ArchitectureTest extends LayerRules {

  /** From the ground up: a package may use only those listed before it. */
  private static final List<String> LAYERS =
      List.of(
          "ephemeral",
          "standing",
          "protocol",
          "waiting",
          "session",
          "repair",
          "audit",
          "peer",
          "http");

  ArchitectureTest() {
    super("io.ewig.sync", LAYERS);
  }

  @Test
  void theEngineIsEnteredThroughItsDoors() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.ewig.engine.internal..")
        .allowEmptyShould(true)
        .check(classes());
  }

  /** What a peer sends can make no object by Java's own means. */
  @Test
  void nothingIsDeserializedByJava() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .allowEmptyShould(true)
        .check(classes());
  }
}

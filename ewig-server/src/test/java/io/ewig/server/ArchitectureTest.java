package io.ewig.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.ewig.engine.house.LayerRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shape of the command and the server, as a test. */
class ArchitectureTest extends LayerRules {

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
          "shell",
          "console",
          "demo",
          "tls",
          "audit",
          "user",
          "backup",
          "login",
          "account",
          "right",
          "session",
          "stream",
          "word",
          "socket",
          "http",
          "live",
          "observe",
          "gate",
          "rest.answer",
          "sync",
          "rest.event",
          "rest.feed",
          "rest.query",
          "rest.database",
          "rest.api",
          "avatica");

  ArchitectureTest() {
    super("io.ewig.server", LAYERS);
  }

  @Test
  void jettyEntersThroughHttpSocketsAndStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackages(tree("http"), tree("socket"), tree("stream"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.eclipse..")
        .check(classes());
  }

  @Test
  void avaticaEntersThroughOnePackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage(tree("avatica"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache..", "com.google..", "com.fasterxml..")
        .check(classes());
  }

  /** What a client sends can load no class and make no object by Java's own means. */
  @Test
  void nothingIsLoadedByNameOrDeserialized() {
    noClasses()
        .that()
        .resideInAnyPackage(
            tree("session"), tree("stream"), tree("word"), tree("http"), tree("rest"), tree("live"))
        .or()
        .resideInAnyPackage(tree("avatica"), "io.ewig.jdbc.wire..", "io.ewig.jdbc.packed..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .orShould()
        .callMethod(Class.class, "forName", String.class)
        .orShould()
        .callMethod(ClassLoader.class, "loadClass", String.class)
        .check(classes());
  }
}

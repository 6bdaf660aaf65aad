package io.ewig.all;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneJarTest {

  private static final Path JAR = Path.of(System.getProperty("ewig.jar"));
  private static final String CLASSES = classes();

  /** The JVM of the build, and more if they are given: homes of JDKs with colons between. */
  private static final String[] HOMES =
      System.getProperty("ewig.jvms", System.getProperty("java.home")).split(":");

  @TempDir Path temp;

  @Test
  void theJarAloneIsADatabaseInMemory() throws IOException, InterruptedException {
    for (String home : HOMES) {
      assertThat(printed(home, JAR.toString(), "mem:")).as(home).containsExactly("1 2 2 7");
    }
  }

  @Test
  void itReadsWhatTheThinJarsWroteAndTheOtherWayRound() throws IOException, InterruptedException {
    String folder = temp.resolve("garden").toString();
    String thin = System.getProperty("java.class.path");
    String home = System.getProperty("java.home");
    assertThat(printed(home, thin, folder)).containsExactly("1 2 2 7");
    assertThat(printed(home, JAR.toString(), folder)).containsExactly("2 5 5 7");
    assertThat(printed(home, thin, folder)).containsExactly("3 9 9 7");
  }

  @Test
  void withoutALoggerTheThinJarsSaySoAndNothingElse() throws IOException, InterruptedException {
    String thin =
        Arrays.stream(System.getProperty("java.class.path").split(":"))
            .filter(jar -> !jar.contains("slf4j-jdk14"))
            .collect(Collectors.joining(":"));
    List<String> printed = printed(System.getProperty("java.home"), thin, "mem:");
    assertThat(printed).last().isEqualTo("1 2 2 7");
    assertThat(printed.subList(0, printed.size() - 1))
        .hasSize(3)
        .allMatch(line -> line.startsWith("SLF4J(W): "));
  }

  @Test
  void everyClassIsOurs() throws IOException {
    Set<String> strangers = new TreeSet<>();
    for (String name : entries()) {
      if (name.endsWith(".class") && !name.startsWith("io/ewig/")) {
        strangers.add(name);
      }
    }
    assertThat(strangers).isEmpty();
  }

  @Test
  void noSignatureOrTelemetryIsLeft() throws IOException {
    assertThat(entries())
        .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"))
        .noneMatch(name -> name.contains("chronicle/analytics"));
  }

  @Test
  void oneDriverRegistersItself() throws IOException {
    assertThat(text("META-INF/services/java.sql.Driver").lines())
        .containsExactly("io.ewig.jdbc.EwigDriver");
  }

  @Test
  void licencesAndNoticesAreInIt() throws IOException {
    assertThat(text("META-INF/LICENSE")).contains("Apache License");
    assertThat(text("META-INF/NOTICE"))
        .contains("Ewig", "Apache Calcite", "Bouncy Castle", "Chronicle");
    assertThat(text("META-INF/LICENSES-OF-OTHERS"))
        .contains("BSD", "MIT License", "Legion of the Bouncy Castle");
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().map(JarEntry::getName).toList();
    }
  }

  private static String text(String entry) throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return new String(
          jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * What a JVM without flags prints, on its error stream too; but newer JVMs name those who use
   * {@code sun.misc.Unsafe}, whoever it is.
   */
  private List<String> printed(String home, String classPath, String database)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            Arrays.asList(
                Path.of(home, "bin", "java").toString(),
                "-cp",
                classPath + ":" + CLASSES,
                Alone.class.getName(),
                database));
    Path out = Files.createTempFile(temp, "printed", ".txt");
    Process run =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(run.waitFor()).as(Files.readString(out)).isZero();
    return Files.readAllLines(out).stream()
        .filter(line -> !line.matches("WARNING: .*(sun.misc.Unsafe|Unsafe).*"))
        .toList();
  }

  private static String classes() {
    return Path.of(OneJarTest.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .toString();
  }
}

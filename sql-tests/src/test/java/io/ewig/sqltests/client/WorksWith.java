package io.ewig.sqltests.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Writes what worked with a client as a line for docs/clients.md, and sees that the page has it.
 *
 * <p>A line is compared only if all tests of the class ran and passed: one test run alone proves
 * nothing about the rest.
 */
final class WorksWith implements AfterEachCallback, AfterAllCallback {

  private static final Path PAGE = Path.of("../docs/clients.md");
  private static final Path LINES = Path.of("target/works-with");
  private static final Pattern WORDS =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
  private static final Pattern JAR = Pattern.compile("-(\\d[\\w.]*)\\.jar$");

  @Override
  public void afterEach(ExtensionContext test) {
    if (test.getExecutionException().isEmpty()) {
      passed(test).add(words(test.getRequiredTestMethod().getName()));
    }
  }

  @Override
  public void afterAll(ExtensionContext tests) throws IOException {
    Client client = tests.getRequiredTestClass().getAnnotation(Client.class);
    if (client == null) {
      return; // the same tests with a server in between: the page has one line for both
    }
    Set<String> passed = passed(tests);
    if (passed.size() < testsOf(tests.getRequiredTestClass())) {
      return;
    }
    String line =
        String.join(" | ", "| " + client.name(), version(client), String.join("; ", passed) + " |");
    Files.createDirectories(LINES);
    Files.writeString(LINES.resolve(client.name().replace(' ', '-') + ".md"), line + "\n");
    assertThat(Files.readAllLines(PAGE))
        .as("docs/clients.md")
        .filteredOn(said -> said.startsWith("| " + client.name() + " |"))
        .containsExactly(line);
  }

  private static long testsOf(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .count();
  }

  /** All tests of a class add to one set: it is kept with the class, not with the test. */
  @SuppressWarnings("unchecked")
  private static Set<String> passed(ExtensionContext context) {
    return (Set<String>)
        context
            .getRoot()
            .getStore(Namespace.create(WorksWith.class, context.getRequiredTestClass()))
            .getOrComputeIfAbsent("passed", key -> new TreeSet<String>());
  }

  /** {@code aPoolIsFair} is "a pool is fair". */
  private static String words(String method) {
    return WORDS
        .splitAsStream(method)
        .map(word -> word.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  private static String version(Client client) {
    if (!client.replayed().isEmpty()) {
      return "calls of " + client.replayed();
    }
    String path = client.type().getProtectionDomain().getCodeSource().getLocation().getPath();
    Matcher jar = JAR.matcher(path);
    assertThat(jar.find()).as("a jar with its version in its name").isTrue();
    return jar.group(1);
  }
}

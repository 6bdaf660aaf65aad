package io.ewig.sqltests.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the tables of limits and words name in the code is there under that name. */
class NamesInDocsTest {

  private static final Path ROOT = Path.of("..");

  /**
   * Packages, classes and a member, as in {@code session.View.root}; all but one may be missing.
   */
  private static final Pattern NAME =
      Pattern.compile("`((?:[a-z]\\w*\\.)*)((?:[A-Z][a-z]\\w*\\.)*[A-Z][a-z]\\w*)(?:\\.(\\w+))?`");

  private static List<Path> sources = List.of();

  @BeforeAll
  static void listSources() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      sources =
          modules
              .map(module -> module.resolve("src/main/java"))
              .filter(Files::isDirectory)
              .flatMap(NamesInDocsTest::javaFilesIn)
              .toList();
    }
  }

  @Test
  void everyLimitIsAConstantOfTheClassThatIsNamed() throws IOException {
    assertThat(namesWithoutCode("docs/limits.md")).isEmpty();
  }

  @Test
  void everyWordOfTheGlossaryIsInTheCode() throws IOException {
    assertThat(namesWithoutCode("docs/glossary.md")).isEmpty();
  }

  private static List<String> namesWithoutCode(String page) throws IOException {
    String rows =
        Files.readString(ROOT.resolve(page))
            .lines()
            .filter(line -> line.startsWith("| "))
            .collect(Collectors.joining("\n"));
    List<MatchResult> names = NAME.matcher(rows).results().toList();
    assertThat(names).hasSizeGreaterThan(50);
    return names.stream().filter(name -> !isThere(name)).map(MatchResult::group).toList();
  }

  private static boolean isThere(MatchResult name) {
    String outermost = name.group(2).split("\\.", -1)[0];
    String file = "/" + name.group(1).replace('.', '/') + outermost + ".java";
    return sources.stream()
        .filter(source -> source.toString().endsWith(file))
        .anyMatch(source -> name.group(3) == null || says(source, name.group(3)));
  }

  private static boolean says(Path source, String word) {
    try {
      return Pattern.compile("\\b" + word + "\\b").matcher(Files.readString(source)).find();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + source, e);
    }
  }

  private static Stream<Path> javaFilesIn(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new IllegalStateException("cannot list " + folder, e);
    }
  }
}

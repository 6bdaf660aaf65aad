package io.ewig.sqltests.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs of README and its like are compiled and run, and print what the page says. */
class ReadmeTest {

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```java\\n((?:(?!```).)*)```\\n\\nprints, in an empty folder:\\n\\n(.*?)\\n\\n",
          Pattern.DOTALL);

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/java.md"})
  void theProgramPrintsWhatThePageSays(String page) throws IOException, InterruptedException {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("..", page)));
    assertThat(example.find()).isTrue();
    List<String> said = example.group(2).lines().map(String::strip).toList();
    assertThat(run(example.group(1)).lines()).containsExactlyElementsOf(said);
  }

  private String run(String program) throws IOException, InterruptedException {
    Path source = Files.writeString(temp.resolve("Garden.java"), program);
    String path = System.getProperty("java.class.path");
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", path, source.toString());
    assertThat(compiled).isZero();
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                path + ":" + temp,
                "Garden")
            .directory(temp.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.waitFor()).isZero();
    return printed;
  }
}

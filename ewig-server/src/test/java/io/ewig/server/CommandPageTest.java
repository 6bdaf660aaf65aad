package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about the command tells the truth: its examples are run in order. */
class CommandPageTest extends CommandLineCase {

  private static final Path PAGE = Path.of("docs", "command.md"); // in the checkout
  private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern ECHO = Pattern.compile("echo \"([^\"]*)\" \\| (.*)");

  private record Example(String command, List<String> shown, int exit) {}

  @Test
  void eachExampleDoesWhatThePageSays() throws IOException {
    List<Example> examples =
        examples(Files.readString(Files.exists(PAGE) ? PAGE : Path.of("..").resolve(PAGE)));
    assertThat(examples).hasSizeGreaterThan(30);
    for (Example example : examples) {
      int exit = run(example.command);
      assertThat(exit).as(example.command + "\n" + out() + err()).isEqualTo(example.exit);
      List<String> lines = lines();
      for (int i = 0; i < example.shown.size(); i++) {
        assertThat(lines).as(example.command + "\n" + out()).hasSizeGreaterThan(i);
        assertThat(lines.get(i)).as(example.command).matches(pattern(example.shown.get(i)));
      }
    }
  }

  private static List<Example> examples(String page) {
    List<Example> examples = new ArrayList<>();
    Matcher block = BLOCK.matcher(page);
    while (block.find()) {
      for (String part : block.group(1).split("(?m)^\\$ ")) {
        if (!part.isBlank()) {
          examples.add(example(part.lines().toList()));
        }
      }
    }
    return examples;
  }

  private static Example example(List<String> lines) {
    String last = lines.get(lines.size() - 1);
    boolean fails = last.startsWith("# exit ");
    int end = fails ? lines.size() - 1 : lines.size();
    int exit = fails ? Integer.parseInt(last.substring("# exit ".length())) : 0;
    return new Example(lines.get(0), lines.subList(1, end), exit);
  }

  /** Three dots stand for anything. */
  private static Pattern pattern(String shown) {
    return Pattern.compile(
        List.of(shown.split("\\.\\.\\.", -1)).stream()
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }

  private int run(String command) {
    Matcher echo = ECHO.matcher(command);
    String typed = echo.matches() ? echo.group(1) + "\n" : "";
    Matcher word = WORD.matcher(echo.matches() ? echo.group(2) : command);
    List<String> words = new ArrayList<>();
    while (word.find()) {
      String text = word.group(1) == null ? word.group(2) : word.group(1);
      words.add(text.replace("work/", temporary + "/"));
    }
    assertThat(words.get(0)).isEqualTo("ewig");
    return typing(typed, words.subList(1, words.size()).toArray(String[]::new));
  }
}

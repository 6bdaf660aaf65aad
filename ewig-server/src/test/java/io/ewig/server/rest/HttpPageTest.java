package io.ewig.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/http.md has one type does what it says, in that order. */
class HttpPageTest {

  private static final Path PAGE =
      Path.of(Files.exists(Path.of("docs")) ? "docs/http.md" : "../docs/http.md");
  private static final String SERVER = "http://127.0.0.1:8765";
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir private Path folder;

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(word.group(1) != null ? word.group(1) : word.group(2));
    }
    return words;
  }

  @Test
  void theExamplesWork() throws IOException {
    List<String> examples =
        Files.readAllLines(PAGE).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("curl "))
            .toList();
    assertThat(examples).hasSizeGreaterThan(3);
    try (RestServer server = new RestServer(folder)) {
      for (String example : examples) {
        assertThat(run(server, words(example)))
            .as(example)
            .isNotBlank()
            .doesNotContain("\"error\"");
      }
    }
  }

  private static String run(RestServer server, List<String> words) throws IOException {
    String path = "";
    String body = null;
    String[] headers = {};
    for (int i = 1; i < words.size(); i++) {
      switch (words.get(i)) {
        case "-d" -> body = words.get(++i);
        case "-H" -> headers = words.get(++i).split(": ");
        case "-N" -> {}
        default -> path = words.get(i).substring(SERVER.length());
      }
    }
    if (headers.length > 0 && headers[1].equals("text/event-stream")) {
      try (var in = server.open(path, headers)) {
        return new String(in.readNBytes(300), StandardCharsets.UTF_8);
      }
    }
    RestServer.Answer answer =
        body == null ? server.get(path, headers) : server.post(path, body, headers);
    assertThat(answer.status()).isIn(200, 201);
    return answer.text();
  }
}

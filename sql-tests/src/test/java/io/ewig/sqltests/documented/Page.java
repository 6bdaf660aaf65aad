package io.ewig.sqltests.documented;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.jdbc.embedded.EngineConnections;
import io.ewig.server.shell.Shell;
import io.ewig.server.shell.StatementReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the reference: where it lies, and its text. */
record Page(Path path, String text) {

  private static final Path README = Path.of("../README.md");
  private static final Path FOLDER = Path.of("../docs/sql");
  private static final Pattern EXAMPLE =
      Pattern.compile("```sql\n(.*?)\n```\n(?:\n?```text\n(.*?)```\n)?", Pattern.DOTALL);

  /** What a change answers is not worth a block of its own. */
  private static final Pattern COUNTS = Pattern.compile("(?:\\(\\d+ rows?\\)\n)*");

  static List<Page> all() throws IOException {
    try (Stream<Path> paths = Files.list(FOLDER)) {
      return Stream.concat(Stream.of(README), paths.sorted())
          .filter(path -> path.toString().endsWith(".md"))
          .map(Page::read)
          .collect(Collectors.toList());
    }
  }

  private static Page read(Path path) {
    try {
      return new Page(path, Files.readString(path));
    } catch (IOException e) {
      throw new IllegalStateException("the page cannot be read: " + path, e);
    }
  }

  /** The page with the answers that come now. */
  String run() throws IOException, SQLException {
    PageClock clock = new PageClock();
    Config config = Config.defaults().withLog(LogKind.MEMORY).withClock(clock);
    try (Ewig engine = Ewig.open(Path.of("memory"), config);
        Connection connection = new EngineConnections(engine, "garden").connect(new Properties())) {
      Ids ids = new Ids();
      StringBuilder written = new StringBuilder();
      Matcher example = EXAMPLE.matcher(text);
      while (example.find()) {
        String answers = answers(connection, clock, ids.ofRun(example.group(1)));
        String expected = example.group(2) == null ? "" : example.group(2);
        ids.pair(expected, answers);
        example.appendReplacement(
            written, Matcher.quoteReplacement(block(example, ids.ofPage(answers))));
      }
      return example.appendTail(written).toString();
    }
  }

  private static String answers(Connection connection, PageClock clock, String sql)
      throws IOException {
    StringWriter answers = new StringWriter();
    PrintWriter out = new PrintWriter(answers);
    Shell shell = new Shell(connection, out, out);
    StatementReader statements = new StatementReader(new StringReader(sql));
    for (String next = statements.next(); next != null; next = statements.next()) {
      clock.passesBefore(next);
      shell.run(next);
    }
    return answers.toString();
  }

  private static String block(Matcher example, String answers) {
    String block = "```sql\n" + example.group(1) + "\n```\n";
    boolean isSilent = example.group(2) == null && COUNTS.matcher(answers).matches();
    return isSilent ? block : block + "```text\n" + answers + "```\n";
  }
}

package io.ewig.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.server.shell.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {

  @TempDir private Path temporary;

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:ewig:mem:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table plants (name varchar primary key, petals int)");
      statement.execute("create table pots (id int primary key, plant varchar)");
      statement.execute("create schema sales");
      statement.execute("create table sales.prices (item varchar primary key, euro int)");
      statement.execute("create branch dev");
      statement.execute("create tag spring");
    }
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private String type(String text) throws IOException {
    return type(text, List.of());
  }

  private String type(String text, List<String> pager) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    try (Terminal terminal = new DumbTerminal(in, screen)) {
      Shell shell = new Shell(connection, terminal.writer(), new PrintWriter(err));
      new Console(terminal, shell, temporary.resolve("history"), pager).run();
    }
    return screen.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aStatementMayTakeLines() throws IOException {
    String shown = type("select 'a\nb' as t,\n(1 +\n2) as n;\n\\q\nselect 99;\n");
    assertThat(shown).contains("ewig:main> ", " a\\nb | 3");
    assertThat(shown).doesNotContain(" 99\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "select 1|-",
        "select 'it''s|'",
        "select \"a|~\"~",
        "select (1 +|(",
        "select 1 /* or|*",
        "/* or|*"
      })
  void thePromptSaysWhatIsOpen(String typed, String sign) {
    assertThatThrownBy(() -> new SqlParser().parse(typed, typed.length(), ParseContext.ACCEPT_LINE))
        .isInstanceOfSatisfying(
            EOFError.class, open -> assertThat(open.getMissing()).isEqualTo(sign));
  }

  @ParameterizedTest
  @ValueSource(strings = {"select 1;", "\\d", "-- nothing", "", "select 1; -- done", "select ';';"})
  void aWholeTextIsTaken(String typed) {
    assertThat(new SqlParser().parse(typed, typed.length(), ParseContext.ACCEPT_LINE).line())
        .isEqualTo(typed);
  }

  @Test
  void anErrorIsShownWithItsPlaceAndTheShellGoesOn() throws IOException {
    assertThat(type("select *\nfrom nowhere;\nselect 42 as answer;\n")).contains("42");
    assertThat(err.toString())
        .contains("ERROR 42P01: ")
        .contains("LINE 2: from nowhere\n             ^");
  }

  @Test
  void thePromptShowsBranchAndMoment() throws IOException {
    String shown =
        type("use branch dev;\nselect 1;\nset as_of = timestamp '2030-01-01 00:00:00Z';\n\\q\n");
    assertThat(shown).contains("ewig:dev> ", "ewig:dev@2030-01-01");
  }

  @Test
  void whatWasTypedIsThereTheNextTime() throws IOException {
    type("select 1;\n\\dt\n\\q\n");
    assertThat(Files.readString(temporary.resolve("history"))).contains("select 1;", "\\dt");
  }

  @Test
  void aLongResultGoesToAPagerAndAShortOneDoesNot() throws IOException {
    Path file = temporary.resolve("paged");
    List<String> pager = List.of("sh", "-c", "cat > " + file);
    type("select 7 as short;\n", pager);
    assertThat(file).doesNotExist();
    assertThat(screen.toString(StandardCharsets.UTF_8)).contains("short");
    type("select * from generate_series(1, 500);\n", pager);
    assertThat(Files.readString(file)).contains(" 1\n", " 500\n", "(500 rows)");
    assertThat(type("select * from generate_series(1, 77);\n", List.of("/no/such/program")))
        .contains("(77 rows)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select * from pl|plants",
        "select * from sales.|sales.prices",
        "update po|pots",
        "use branch d|dev",
        "select * from plants for branch m|main",
        "select * from plants for system_time as of tag s|spring",
        "select pe|petals",
        "sel|select",
        "SEL|SELECT",
        "select p.na|p.name",
        "\\d|\\dt",
        "select upp|upper("
      })
  void whatMayComeIsSuggested(String typed, String wanted) {
    String text =
        typed.contains("sel") && typed.contains("pe") || typed.contains("p.na")
            ? typed + " from plants p"
            : typed;
    SortedSet<String> found = new Suggestions(connection).of(text, typed.length());
    assertThat(found).contains(wanted);
  }

  @Test
  void aCatalogThatIsGoneSuggestsNothing() throws SQLException {
    Suggestions suggestions = new Suggestions(connection);
    connection.close();
    assertThat(suggestions.of("select * from pl", 16)).isEmpty();
  }

  @Test
  void historyAndPagerAreWhereTheEnvironmentSays() {
    assertThat(ShellCommand.history(Map.of("EWIG_HISTORY", "/x/y"))).isEqualTo(Path.of("/x/y"));
    assertThat(ShellCommand.history(Map.of("XDG_STATE_HOME", "/s")))
        .isEqualTo(Path.of("/s/ewig/history"));
    assertThat(ShellCommand.history(Map.of()).getFileName()).hasToString(".ewig_history");
    assertThat(ShellCommand.pager(Map.of("PAGER", ""))).isEmpty();
    assertThat(ShellCommand.pager(Map.of("PAGER", "more -d"))).containsExactly("more", "-d");
    assertThat(ShellCommand.pager(Map.of())).first().isEqualTo("less");
  }
}

package io.ewig.server.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementReaderTest {

  private static List<String> statements(String text) throws IOException {
    StatementReader reader = new StatementReader(new StringReader(text));
    List<String> found = new ArrayList<>();
    for (String next = reader.next(); next != null; next = reader.next()) {
      found.add(next);
    }
    return found;
  }

  @Test
  void aSemicolonEndsAStatementAndSoDoesTheEnd() throws IOException {
    assertThat(statements("select 1;select 2 ;\n select\n3"))
        .containsExactly("select 1", "select 2", "select\n3");
  }

  @Test
  void whatHasNoWordsIsNoStatement() throws IOException {
    assertThat(statements("")).isEmpty();
    assertThat(statements(" ;; \n -- nothing\n; /* nor; here */ ;")).isEmpty();
  }

  @Test
  void semicolonsInsideOfQuotesAndCommentsEndNothing() throws IOException {
    assertThat(statements("select 'a;''b;' as \"c;\"; x"))
        .containsExactly("select 'a;''b;' as \"c;\"", "x");
    assertThat(statements("select 1 -- one; only\n + 2; y")).hasSize(2);
    assertThat(statements("select /* ; ** ; */ 1; z")).hasSize(2);
  }

  @Test
  void semicolonsInTextsOfPostgresqlsKindEndNothing() throws IOException {
    assertThat(statements("select E'it\\'s; ' || e'\\\\'; x"))
        .containsExactly("select E'it\\'s; ' || e'\\\\'", "x");
    assertThat(statements("select $$it's; $$, $b_1$ $$; $b$; $b_1$; x"))
        .containsExactly("select $$it's; $$, $b_1$ $$; $b$; $b_1$", "x");
    assertThat(statements("select a$b; select $1; select date'2026-01-01\\'; x$$; $ ;y"))
        .hasSize(6);
    assertThat(StatementReader.openAtEnd("select $a$ it's")).isEqualTo(StatementReader.Open.TEXT);
    assertThat(StatementReader.openAtEnd("select E'\\'")).isEqualTo(StatementReader.Open.TEXT);
    assertThat(StatementReader.openAtEnd("select $a")).isEqualTo(StatementReader.Open.STATEMENT);
  }

  @Test
  void aMinusAndASlashAreNoComments() throws IOException {
    assertThat(statements("select 6 / 2 - 1 -1;")).containsExactly("select 6 / 2 - 1 -1");
  }

  @Test
  void aCommentStaysWithTheStatementAfterIt() throws IOException {
    assertThat(statements("-- why\nselect 1; select 2"))
        .containsExactly("-- why\nselect 1", "select 2");
  }

  @Test
  void whatIsLeftOpenEndsWithTheText() throws IOException {
    assertThat(statements("select 'a; b")).containsExactly("select 'a; b");
    assertThat(statements("select /* a; b")).containsExactly("select /* a; b");
  }
}

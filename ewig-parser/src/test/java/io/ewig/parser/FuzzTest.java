package io.ewig.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.ewig.engine.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Statements that were broken in all ways are parsed or refused, and nothing else. */
class FuzzTest {

  private static final int MUTATIONS =
      "long".equals(System.getProperty("ewig.tier")) ? 1_000_000 : 30_000;

  private final List<String> statements = Statements.all();
  private final List<String> tokens = tokens();

  private List<String> tokens() {
    List<String> all = new ArrayList<>();
    for (String statement : statements) {
      for (String token : statement.split("(?<=\\W)|(?=\\W)")) {
        if (!token.isBlank()) {
          all.add(token);
        }
      }
    }
    return all;
  }

  @Test
  void mutatedStatementsAreParsedOrRefused() {
    long seed = 20260101;
    Random random = new Random(seed);
    int parsed = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      String sql = mutated(random);
      try {
        SqlText.parseScript(sql);
        parsed++;
      } catch (UserException e) {
        assertThat(e.getMessage()).isNotBlank();
      } catch (RuntimeException | Error e) {
        fail("seed " + seed + ", mutation " + i + ": " + sql, e);
      }
    }
    assertThat(parsed).isBetween(MUTATIONS / 50, MUTATIONS);
  }

  private String mutated(Random random) {
    StringBuilder sql = new StringBuilder(statements.get(random.nextInt(statements.size())));
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      mutate(sql, random);
    }
    return sql.toString();
  }

  private void mutate(StringBuilder sql, Random random) {
    int at = random.nextInt(sql.length() + 1);
    switch (random.nextInt(8)) {
      case 0 -> sql.setLength(at);
      case 1 -> sql.delete(0, at);
      case 2 ->
          sql.insert(
              at,
              (char) (random.nextInt(20) == 0 ? random.nextInt(65_536) : 32 + random.nextInt(95)));
      case 3 -> {
        if (at < sql.length()) {
          sql.deleteCharAt(at);
        }
      }
      case 4 -> sql.insert(at, sql.substring(random.nextInt(at + 1), at));
      case 5 -> sql.delete(at, Math.min(sql.length(), at + random.nextInt(12)));
      case 6 -> splice(sql, random);
      default -> insertToken(sql, random);
    }
  }

  /** Half of this statement and half of another. */
  private void splice(StringBuilder sql, Random random) {
    String other = statements.get(random.nextInt(statements.size()));
    sql.setLength(random.nextInt(sql.length() + 1));
    sql.append(' ').append(other, random.nextInt(other.length()), other.length());
  }

  private void insertToken(StringBuilder sql, Random random) {
    List<Integer> blanks = new ArrayList<>();
    for (int i = 0; i < sql.length(); i++) {
      if (sql.charAt(i) == ' ') {
        blanks.add(i);
      }
    }
    String token = tokens.get(random.nextInt(tokens.size()));
    int at = blanks.isEmpty() ? 0 : blanks.get(random.nextInt(blanks.size()));
    if (random.nextBoolean()) {
      sql.insert(at, " " + token);
    } else {
      int end = sql.indexOf(" ", at + 1);
      sql.replace(at, end < 0 ? sql.length() : end, " " + token);
    }
  }
}

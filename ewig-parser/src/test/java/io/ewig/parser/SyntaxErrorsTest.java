package io.ewig.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          SELEC 1                         | column 1: 'SELEC' can't stand here; did you mean SELECT?
          SELECT * FORM t                 | column 15: 't' can't stand here; did you mean FROM instead of 'FORM'?
          SELECT * FROM t WERE a = 1      | did you mean WHERE instead of 'WERE'?
          SELECT * FROM                   | column 13: the statement ends too early; expected a name, '(', LATERAL, RANGE, TABLE or UNNEST
          SELECT * FROM t WHERE           | the statement ends too early; expected an expression
          SELECT 1 +                      | the statement ends too early; expected an expression
          SELECT order FROM t             | column 8: 'order' can't stand here; expected an expression; as a name, write it "order"
          SELECT * FROM order             | 'order' is a reserved word; as a name, write it "order"
          CREATE TABLE t (order INT)      | 'order' is a reserved word; as a name, write it "order"
          CREATE TABL t (a INT)           | did you mean TABLE?
          CREATE FOO x                    | column 8: 'FOO' can't stand here; expected
          CREATE TABLE t (a)              | column 'a' has no type; write one after its name
          CREATE TABLE t (a INT) MERGE DELETE LOSES | 'loses' can't stand here; write MERGE DELETE WINS or MERGE UPDATE WINS
          ALTER TABLE t SET MERGE DELETE FIRST | 'first' can't stand here; write MERGE DELETE WINS
          ALTER TABLE t SET MERGE COUNTER | expected DELETE or UPDATE
          CREATE TABLE t                  | table 't' has no columns; write them in parentheses
          CREATE TABLE t (a INT NULL NOT NULL) | column 'a' has both NULL and NOT NULL; keep one
          CREATE TABLE t (a INT DEFAULT 1 DEFAULT 2) | column 'a' has two defaults; keep one
          CREATE TABLE t (a SERIAL DEFAULT 1) | column 'a' has both a default and an identity; keep one
          CREATE TABLE t (a INT MERGE FOO) | 'foo' is no law for merges; write LWW, COUNTER, MAX, MIN, SET, TEXT, FAIL, OURS or THEIRS
          CREATE SEQUENCE s START WITH 99999999999999999999 | 99999999999999999999 does not fit into a bigint
          ALTER TABLE t ADD COLUMN a      | the statement ends too early; expected a type
          ALTER TABLE t FOO               | 'FOO' can't stand here; expected ADD, ALTER, DROP, RENAME or SET
          INSERT INTO t VALEUS (1)        | did you mean VALUES?
          INSERT INTO t                   | the statement ends too early; expected '(', DEFAULT, OVERRIDING, SELECT, TABLE or VALUES
          UPDATE t a = 1                  | '=' can't stand here; expected SET
          DELETE t                        | 't' can't stand here; expected FROM
          ERASE FROM t                    | the statement ends too early; expected
          MERGE FOO                       | 'FOO' can't stand here; expected BRANCH or INTO
          MERGE INTO t USING u ON a WHEN MATCHED THEN INSERT VALUES (1) | WHEN MATCHED can't INSERT; write UPDATE, DELETE or DO NOTHING
          MERGE INTO t USING u ON a WHEN NOT MATCHED THEN DELETE | WHEN NOT MATCHED can only INSERT or DO NOTHING
          MERGE BRANCH dev USING foo      | 'foo' is no way to merge; write fast_forward, automatic, ours, theirs, three_way, recursive or squash
          COMMIT MESSAGE "m"              | "m" is a name, but a text is expected; texts are in single quotes
          SELECT * FROM t AS 'x'          | 'x' is a text, but a name is expected; names are in double quotes
          SELECT 'abc                     | column 8: the text that starts here has no end; write ' there, and '' for a ' within
          SELECT "abc                     | column 8: the name that starts here has no end in its line, or is empty; write " after it
          SELECT "" FROM t                | column 8: the name that starts here has no end in its line, or is empty
          SELECT /* abc                   | a comment or text has no end
          SELECT # a                      | column 8: the sign "#" has no meaning; a comment starts with --
          SELECT `a` FROM t               | the sign "`" has no meaning; names are quoted with "
          SELECT @x                       | the sign "@" has no meaning; a parameter is a ?
          SELECT * FROM t FOR SYSTEM_TIME | the statement ends too early; expected ALL, AS, BETWEEN or FROM
          SELECT * FROM t FOR VALID_TIME ALL FOR VALID_TIME ALL | a table is given the same FOR clause twice; keep one
          SELECT * FROM (SELECT 1) FOR SYSTEM_TIME ALL | FOR says where and when a table or view is looked at
          SELECT * FROM t FOR UPDATE OF   | 'UPDATE' can't stand here; expected BRANCH, SYSTEM_TIME or VALID_TIME
          SELECT * FROM t WHERE (a = 1    | the statement ends too early; expected an operator, ',' or ')'
          SELECT * FROM t WHERE a = 1)    | ')' can't stand here; expected an operator or the end of the statement
          SELECT * FROM t LIMIT a         | 'a' can't stand here; expected a number, '?', ALL or NULL
          SELECT a ESCAPE 'x' FROM t      | ESCAPE can only follow LIKE or SIMILAR TO
          SELECT a LIKE b ESCAPE c LIKE d ESCAPE e | ESCAPE can only follow LIKE or SIMILAR TO
          SELECT x'0g'                    | a binary literal has two hexadecimal digits for each byte
          SELECT x'0'                     | a binary literal has two hexadecimal digits for each byte
          foo                             | 'foo' can't stand here; expected SELECT, INSERT, UPDATE, DELETE, CREATE or another statement
          1 + 1                           | '1' can't stand here; expected SELECT, INSERT
          (1 + 1)                         | an expression can't stand where a query or table is expected; write SELECT before it
          """)
  void theTextSaysWhereWhatAndWhatInstead(String sql, String text) {
    UserException e = catchThrowableOfType(UserException.class, () -> SqlText.parse(sql));
    assertThat(e).as(sql).isNotNull();
    assertThat(e.code()).isEqualTo(ErrorCode.SYNTAX_ERROR);
    assertThat(e.getMessage()).startsWith("line 1").contains(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT CAST(a AS foo)             | UNKNOWN_OBJECT   | column 18: there is no type 'foo'; write one such as integer
          SELECT DATE '2024-13-01'          | INVALID_DATETIME | '2024-13-01' is no DATE
          SELECT DATE '2023-02-29'          | INVALID_DATETIME | '2023-02-29' is no DATE
          SELECT TIME '25:00:00'            | INVALID_DATETIME | is no TIME
          SELECT TIMESTAMP '10000-01-01'    | INVALID_DATETIME | write one such as TIMESTAMP '2024-01-31 23:59:59.5'
          SELECT TIMESTAMP 'x'              | INVALID_DATETIME | 'x' is no TIMESTAMP
          SELECT TIMESTAMP '0000-01-01'     | INVALID_DATETIME | is no TIMESTAMP
          SELECT TIMESTAMP '9999-12-31 23:00:00-05:00' | INVALID_DATETIME | years are 1 to 9999
          SELECT TIMESTAMP '2024-01-01 00:00:00 Nowhere/X' | INVALID_DATETIME | is no TIMESTAMP
          """,
      quoteCharacter = '~')
  void otherMistakesHaveCodesOfTheirOwn(String sql, ErrorCode code, String text) {
    UserException e = catchThrowableOfType(UserException.class, () -> SqlText.parse(sql));
    assertThat(e).as(sql).isNotNull();
    assertThat(e.code()).isEqualTo(code);
    assertThat(e.getMessage()).contains("line 1, column").contains(text);
  }

  @ParameterizedTest
  @CsvSource({"form,from,1", "selec,select,1", "a,a,0", "abc,'',3", "valeus,values,1", "ab,ba,1"})
  void theDistanceOfWordsIsTheMistakesOfTyping(String a, String b, int distance) {
    assertThat(Expected.distance(a, b)).isEqualTo(distance);
    assertThat(Expected.distance(b, a)).isEqualTo(distance);
  }
}

package io.ewig.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueriesTest {

  private static final String QUERY = "/v1/db/main/query";
  private static final String VIEWS = "/v1/db/main/views/";

  @TempDir private Path folder;
  private RestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new RestServer(folder);
    server.query("CREATE TABLE t (id INTEGER PRIMARY KEY, v VARCHAR, d DATE)");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void eachTypeHasItsPlaceInJson() {
    RestServer.Answer answer =
        server.query(
            "SELECT 9007199254740993 AS n, 1.50 AS d, CAST(1.5 AS DOUBLE) AS f, CAST('NaN' AS"
                + " DOUBLE) AS nan, TRUE AS t, x'00ff' AS x, DATE '2026-01-31' AS day, TIMESTAMP"
                + " '2026-01-31 12:00:00.123456789' AS time, ARRAY[1, 2] AS a, CAST(NULL AS"
                + " INTEGER) AS nothing, 'a\"b' AS s, 1 AS s");
    assertThat(answer.text())
        .contains(
            "{\"n\":9007199254740993,\"d\":1.50,\"f\":1.5,\"nan\":\"NaN\",\"t\":true,\"x\":\"AP8=\","
                + "\"day\":\"2026-01-31\",\"time\":\"2026-01-31T12:00:00.123456789\",\"a\":[1,2],"
                + "\"nothing\":null,\"s\":\"a\\\"b\",\"s_2\":1}");
    assertThat(answer.at("columns.0.type")).isEqualTo("BIGINT");
    assertThat(answer.number("rowCount")).isEqualTo(1);
    assertThat(answer.at("truncated")).isEqualTo("false");
  }

  @Test
  void parametersAreBoundByPlaceAndByName() {
    RestServer.Answer count =
        server.post(
            QUERY,
            "{\"sql\":\"INSERT INTO t VALUES (?, ?, ?)\",\"params\":[1,\"it's\",\"2026-01-02\"]}");
    assertThat(count.number("count")).isEqualTo(1);
    String named =
        "{\"sql\":\"SELECT v, ':id' AS x, d FROM t WHERE id = :id -- :no\\n AND id = :id\","
            + "\"params\":{\"id\":1},\"rows\":\"arrays\"}";
    assertThat(server.post(QUERY, named).at("rows.0"))
        .isEqualTo("[\"it's\",\":id\",\"2026-01-02\"]");
    assertThat(server.post(QUERY, named.replace("\"id\":1", "\"x\":1")).status()).isEqualTo(400);
    assertThat(server.post(QUERY, "{\"sql\":\"SELECT ?\",\"params\":[]}").sqlState())
        .isEqualTo("07001");
  }

  @Test
  void anArrayIsAParameterLikeOthers() {
    String query =
        "{\"sql\":\"SELECT CAST(? AS INT ARRAY) AS n, CAST(? AS VARCHAR ARRAY) AS v\","
            + "\"params\":[[1,null],[\"a,b\",\"c\"]],\"rows\":\"arrays\"}";
    assertThat(server.post(QUERY, query).at("rows.0")).isEqualTo("[[1,null],[\"a,b\",\"c\"]]");
  }

  @Test
  void theMomentAndTheBranchAreTheQuerysOwn() {
    server.query("INSERT INTO t VALUES (1, 'old', NULL)");
    long seq = server.engine().head().size() - 1;
    server.query("UPDATE t SET v = 'new'");
    server.query("CREATE BRANCH dev");
    String sql = "{\"sql\":\"SELECT v FROM t\",";
    assertThat(server.post(QUERY, sql + "\"asOf\":\"seq:" + seq + "\"}").at("rows.0.v"))
        .isEqualTo("old");
    assertThat(server.post(QUERY, sql + "\"branch\":\"dev\"}").at("rows.0.v")).isEqualTo("new");
    assertThat(server.post(QUERY, sql + "\"branch\":\"none\"}").status()).isEqualTo(404);
  }

  @Test
  void rowsComeAsLinesAndAsCsv() {
    String sql = "{\"sql\":\"SELECT * FROM (VALUES (1, 'a,b'), (2, NULL), (3, '')) AS x (k, v)\"}";
    assertThat(server.post(QUERY, sql, "Accept", "application/x-ndjson").text())
        .isEqualTo("{\"k\":1,\"v\":\"a,b\"}\n{\"k\":2,\"v\":null}\n{\"k\":3,\"v\":\"\"}\n");
    RestServer.Answer csv = server.post(QUERY, sql, "Accept", "text/csv");
    assertThat(csv.text()).isEqualTo("k,v\r\n1,\"a,b\"\r\n2,\r\n3,\"\"\r\n");
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
  }

  @Test
  void whatIsMadeOfValuesIsJsonInCsvToo() {
    String sql =
        "{\"sql\":\"SELECT ROW(1, NULL) AS r, ARRAY['a,b', NULL] AS a, MAP['k', 1] AS m\"}";
    assertThat(server.post(QUERY, sql).at("rows.0"))
        .isEqualTo("{\"a\":[\"a,b\",null],\"m\":{\"k\":1},\"r\":[1,null]}");
    assertThat(server.post(QUERY, sql, "Accept", "text/csv").text())
        .isEqualTo("r,a,m\r\n\"[1,null]\",\"[\"\"a,b\"\",null]\",\"{\"\"k\"\":1}\"\r\n");
  }

  @Test
  void documentsAreDocumentsWhereverTheyComeFrom() {
    String sql =
        "{\"sql\":\"SELECT CAST('[1]' AS JSON) AS a, JSON_OBJECT('k': 'v') AS b, '{}' AS c,"
            + " ARRAY[CAST('{}' AS JSON)] AS d, UPPER(CAST('{}' AS JSON)) AS e\",\"rows\":\"arrays\"}";
    assertThat(server.post(QUERY, sql).at("rows.0"))
        .isEqualTo("[[1],{\"k\":\"v\"},\"{}\",[{}],\"{}\"]");
  }

  @Test
  void aResultOfAnyLengthIsStreamed() {
    RestServer.Answer answer =
        server.post(
            QUERY,
            "{\"sql\":\"SELECT i, 'some text to fill a page' AS t FROM generate_series(1, 20000) AS"
                + " s (i)\"}");
    assertThat(answer.number("rowCount")).isEqualTo(20_000);
    assertThat(answer.list("rows")).hasSize(20_000);
    RestServer.Answer few =
        server.post(
            QUERY, "{\"sql\":\"SELECT i FROM generate_series(1, 20000) AS s (i)\",\"maxRows\":2}");
    assertThat(few.list("rows")).hasSize(2);
    assertThat(few.at("truncated")).isEqualTo("true");
  }

  @Test
  void anErrorHalfwayEndsTheDocument() {
    String sql =
        "{\"sql\":\"SELECT 10 / (15000 - i) AS q FROM generate_series(1, 20000) AS s (i)\"}";
    RestServer.Answer answer = server.post(QUERY, sql);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.sqlState()).isEqualTo("22012");
    assertThat(server.post(QUERY, sql, "Accept", "application/x-ndjson").text())
        .contains("{\"error\":{\"code\":\"DIVISION_BY_ZERO\"");
    assertThat(catchThrowableOf(() -> server.post(QUERY, sql, "Accept", "text/csv"))).isTrue();
  }

  private static boolean catchThrowableOf(Runnable run) {
    try {
      run.run();
      return false;
    } catch (RuntimeException cutOff) {
      return true;
    }
  }

  @Test
  void errorsHaveTheStatusOfTheirKind() {
    server.query("INSERT INTO t VALUES (1, 'x', NULL)");
    assertThat(server.query("SELEC").status()).isEqualTo(400);
    assertThat(server.query("SELECT * FROM none").sqlState()).isEqualTo("42P01");
    assertThat(server.query("SELECT 1 / 0").status()).isEqualTo(400);
    assertThat(server.query("INSERT INTO t VALUES (1, 'y', NULL)").status()).isEqualTo(409);
    assertThat(server.post("/v1/db/none/query", "{\"sql\":\"SELECT 1\"}").status()).isEqualTo(404);
    String slow =
        "{\"sql\":\"SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000)"
            + " b\",\"timeout\":\"50ms\"}";
    assertThat(server.post(QUERY, slow).status()).isEqualTo(504);
    assertThat(server.post(QUERY, "{\"sql\":\"VALUES 1\",\"timeout\":\"0s\"}").status())
        .as("a statement without a timeout")
        .isEqualTo(400);
    assertThat(server.post(QUERY, "{\"sql\":\"VALUES 1\",\"timeout\":\"1h\"}").status())
        .isEqualTo(200);
    assertThat(server.post(QUERY, "{\"sql\":\"VALUES 1\",\"timeout\":\"61m\"}").text())
        .as("more time than there is")
        .contains("22023", "at most 1h, not 61m");
    for (String body : List.of("", "[]", "{}", "{\"sql\":1}", "{\"sql\":\"\",\"x\":1}")) {
      assertThat(server.post(QUERY, body).status()).as(body).isEqualTo(400);
    }
  }

  @Test
  void aViewIsAQueryWithAName() {
    server.query("INSERT INTO t VALUES (1, 'x', DATE '2026-01-02'), (2, 'y', NULL)");
    String view =
        "{\"sql\":\"SELECT v FROM t WHERE id >= :least ORDER BY id\",\"defaults\":{\"least\":2}}";
    assertThat(server.send("PUT", VIEWS + "some", view).status()).isEqualTo(201);
    assertThat(server.send("PUT", VIEWS + "some", view).status()).isEqualTo(200);
    assertThat(server.get(VIEWS + "some").list("rows")).hasSize(1);
    assertThat(server.get(VIEWS + "some?least=1").list("rows")).hasSize(2);
    assertThat(server.get("/main/some?least=1&maxRows=1").at("rows.0.v")).isEqualTo("x");
    assertThat(server.get(VIEWS + "some/definition").at("defaults.least")).isEqualTo("2");
    assertThat(server.get(VIEWS.substring(0, VIEWS.length() - 1)).at("views.some.sql"))
        .startsWith("SELECT");
    server.send("PUT", VIEWS + "placed", "{\"sql\":\"SELECT v FROM t WHERE id = ? OR v = ?\"}");
    assertThat(server.get(VIEWS + "placed?p=1&p=y").list("rows")).hasSize(2);
    assertThat(server.send("DELETE", VIEWS + "some", "").status()).isEqualTo(204);
    assertThat(server.get(VIEWS + "some").status()).isEqualTo(404);
    assertThat(server.send("DELETE", VIEWS + "some", "").status()).isEqualTo(404);
    assertThat(server.get("/main/some").status()).isEqualTo(404);
  }

  @Test
  void whatIsAboutASessionIsRefusedAsThereIsNone() {
    for (String sql :
        List.of(
            "BEGIN",
            " start  transaction",
            "commit;",
            "ROLLBACK",
            "USE BRANCH main",
            "END",
            "SET time_zone = 'UTC'",
            "RESET ALL",
            "/* now */ -- really\n BEGIN")) {
      RestServer.Answer refused = server.query(sql);
      assertThat(refused.status()).as(sql).isEqualTo(400);
      assertThat(refused.sqlState()).isEqualTo("22023");
      assertThat(refused.at("error.message")).contains("a transaction and a session of its own");
    }
    assertThat(server.query("SELECT 1 AS begin_x").status()).isEqualTo(200);
    server.query("CREATE BRANCH dev");
    assertThat(server.query("RESET BRANCH dev TO main").status()).isEqualTo(200);
  }

  @Test
  void whatIsNoQueryIsNoView() {
    assertThat(server.send("PUT", VIEWS + "a", "{\"sql\":\"DELETE FROM t\"}").status())
        .isEqualTo(400);
    assertThat(server.send("PUT", VIEWS + "a", "{\"sql\":\"SELECT * FROM none\"}").sqlState())
        .isEqualTo("42P01");
    assertThat(server.send("PUT", VIEWS + "1a", "{\"sql\":\"SELECT 1\"}").status()).isEqualTo(400);
    assertThat(server.send("PUT", VIEWS + "a", "").status()).isEqualTo(400);
    server.send("PUT", VIEWS + "a", "{\"sql\":\"SELECT :x\"}");
    assertThat(server.get(VIEWS + "a").status()).isEqualTo(400);
    assertThat(server.get(VIEWS + "a?x=1&y=2").status()).isEqualTo(400);
  }

  /** Else whoever may define a view could have others change what only they may. */
  @Test
  void whoAsksForAViewChangesNothing() {
    for (String sql :
        List.of(
            "INSERT INTO t VALUES (1, 'x', NULL) RETURNING id",
            "/* a view */ DELETE FROM t RETURNING id")) {
      assertThat(server.send("PUT", VIEWS + "w", "{\"sql\":\"" + sql + "\"}").at("error.message"))
          .isEqualTo("a view is a query, and changes nothing");
    }
    String hidden = "WITH x AS (SELECT 1 AS id) INSERT INTO t (id) SELECT id FROM x RETURNING id";
    server.send("PUT", VIEWS + "hidden", "{\"sql\":\"" + hidden + "\"}");
    assertThat(server.get(VIEWS + "hidden").sqlState()).isEqualTo("25006");
    assertThat(server.get("/main/hidden").sqlState()).isEqualTo("25006");
    assertThat(server.query("SELECT * FROM t").list("rows")).isEmpty();
  }

  @Test
  void whatAViewCouldNeverBeToldIsRefusedWhenItIsDefined() {
    assertThat(server.send("PUT", VIEWS + "a", "{\"sql\":\"SELECT :branch\"}").at("error.message"))
        .startsWith("a parameter of a view can't be called 'branch'");
    String defaults = "{\"sql\":\"SELECT :x\",\"defaults\":{\"y\":1}}";
    assertThat(server.send("PUT", VIEWS + "a", defaults).at("error.message"))
        .startsWith("the view has no parameter 'y'");
    assertThat(server.send("PUT", VIEWS + "a", defaults.replace("y\":1", "x\":[1]")).status())
        .isEqualTo(400);
    assertThat(server.get(VIEWS + "a").status()).isEqualTo(404);
  }

  @Test
  void aParameterIsFoundBetweenTextsOfAnyKindAndLength() {
    String query = "{\"sql\":\"%s\",\"params\":{\"id\":7},\"rows\":\"arrays\"}";
    String longText = "a".repeat(50_000) + "''".repeat(50_000);
    String sql = "SELECT char_length('" + longText + "'), CAST(:id AS INTEGER)";
    assertThat(server.post(QUERY, query.formatted(sql)).at("rows.0")).isEqualTo("[100000,7]");
    sql = "SELECT E'it\\\\'s :no', $$it's :no$$, $x$ $$ ' :no $x$, CAST(:id AS INTEGER)";
    assertThat(server.post(QUERY, query.formatted(sql)).at("rows.0"))
        .isEqualTo("[\"it's :no\",\"it's :no\",\" $$ ' :no \",7]");
    sql = "SELECT JSON_OBJECT('id':b) FROM (SELECT CAST(:id AS INTEGER) AS b) AS x";
    assertThat(server.post(QUERY, query.formatted(sql)).at("rows.0")).isEqualTo("[{\"id\":7}]");
  }

  @Test
  void whatIsSaidTwiceOrUnknownIsRefusedBeforeAnythingIsDone() {
    assertThat(server.get("/v1/db/main/worlds?limit=1&limit=2").at("error.message"))
        .isEqualTo("parameter 'limit' is there 2 times, and has one value; say it once");
    String event = "{\"world\":\"a://garden\"}";
    long size = server.engine().head().size();
    assertThat(server.post("/v1/db/main/events?branch=dev", event).at("error.message"))
        .isEqualTo("there is no parameter 'branch' here, nor any other");
    assertThat(server.post("/db/main/e?branch=dev", event).status()).isEqualTo(400);
    assertThat(server.post(QUERY + "?maxRows=1", "{\"sql\":\"DELETE FROM t\"}").status())
        .isEqualTo(400);
    assertThat(server.get("/v1/db?x").status()).isEqualTo(400);
    assertThat(server.engine().head().size()).isEqualTo(size);
  }

  @Test
  void viewsAndTablesOfSqlAreReadByTheirNames() {
    server.query("INSERT INTO t VALUES (1, 'x', NULL)");
    server.query("CREATE VIEW seen AS SELECT v FROM t");
    assertThat(server.get("/main/seen").at("rows.0.v")).isEqualTo("x");
    assertThat(server.get("/main/t").at("rows.0.id")).isEqualTo("1");
    assertThat(server.get("/main/none").status()).isEqualTo(404);
    assertThat(server.get("/none/t").sqlState()).isEqualTo("3D000");
  }
}

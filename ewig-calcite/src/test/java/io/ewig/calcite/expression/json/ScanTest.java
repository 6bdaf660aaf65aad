package io.ewig.calcite.expression.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.calcite.execution.Execution;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScanTest {

  private static final Execution EXECUTION = Execution.ofConstants();

  private static final List<String> PATHS =
      List.of("$.a", "$.b", "$.a.b", "$[0]", "$[1]", "$.a[0]", "$.a[1].b", "$.b.a.b", "$", "$.c");

  private static String document(Random random, int depth) {
    return switch (random.nextInt(depth > 3 ? 5 : 9)) {
      case 0 -> "null";
      case 1 -> random.nextBoolean() ? "true" : "false";
      case 2 -> Integer.toString(random.nextInt(2_000) - 1_000);
      case 3 -> random.nextInt(9) + "." + random.nextInt(9) + "e" + random.nextInt(3);
      case 4 ->
          List.of("\"x\"", "\"\"", "\"a\\\"b\"", "\"\\u00e4{\"", "\"]\\\\\"")
              .get(random.nextInt(5));
      case 5, 6 -> {
        StringBuilder array = new StringBuilder("[");
        for (int i = random.nextInt(4); i > 0; i--) {
          array.append(array.length() > 1 ? " ," : "").append(document(random, depth + 1));
        }
        yield array.append(" ]").toString();
      }
      default -> {
        StringBuilder object = new StringBuilder("{ ");
        for (String key : List.of("\"a\"", "\"b\"", "\"\\u0063\"")) {
          if (random.nextBoolean()) {
            object
                .append(object.length() > 2 ? "," : "")
                .append(key)
                .append(" : ")
                .append(document(random, depth + 1));
          }
        }
        yield object.append("}").toString();
      }
    };
  }

  @Test
  void aScanFindsWhatTheTreeFinds() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      String document = document(random, 0);
      Json tree = Json.parse(document);
      for (String text : PATHS) {
        Path path = Path.parse(text);
        assertThat(Lookup.items(document, path, EXECUTION))
            .as("%s in %s", text, document)
            .isEqualTo(path.in(tree, EXECUTION));
        assertThat(scalar(document, path)).isEqualTo(scalar(tree, path));
        assertThat(Lookup.exists(document, path, EXECUTION))
            .isEqualTo(!path.in(tree, EXECUTION).isEmpty());
      }
    }
  }

  private static Object scalar(String document, Path path) {
    try {
      return Lookup.scalar(document, path, EXECUTION);
    } catch (UserException e) {
      return e.sqlState();
    }
  }

  private static Object scalar(Json tree, Path path) {
    List<Json> items = path.in(tree, EXECUTION);
    try {
      return items.size() > 1 ? "22034" : items.isEmpty() ? null : Lookup.value(items.get(0));
    } catch (UserException e) {
      return e.sqlState();
    }
  }

  @Test
  void whateverIsWrongWithADocumentIsRefusedAndNeverACrash() {
    Random random = new Random(12);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder document = new StringBuilder(document(random, 0));
      for (int k = random.nextInt(3); k >= 0 && document.length() > 0; k--) {
        int at = random.nextInt(document.length());
        switch (random.nextInt(3)) {
          case 0 -> document.deleteCharAt(at);
          case 1 -> document.setCharAt(at, "{}[]\",:\\0a".charAt(random.nextInt(10)));
          default -> document.setLength(at);
        }
      }
      Path path = Path.parse(PATHS.get(random.nextInt(PATHS.size())));
      try {
        Lookup.scalar(document.toString(), path, EXECUTION);
      } catch (UserException e) {
        assertThat(e.sqlState()).startsWith("22");
      }
    }
  }

  @Test
  void deepDocumentsAreRefused() {
    String deep = "[".repeat(100_000);
    assertThatThrownBy(() -> Lookup.items(deep, Path.parse("$.a"), EXECUTION))
        .isInstanceOf(UserException.class);
    assertThatThrownBy(() -> Lookup.items("{\"b\":" + deep, Path.parse("$.a"), EXECUTION))
        .isInstanceOf(UserException.class);
  }

  @Test
  void pathsThatAreNoneAreRefused() {
    Random random = new Random(13);
    String alphabet = "$.[]*a0\"?(@><=&|!)' last to";
    for (int i = 0; i < 100_000; i++) {
      StringBuilder path = new StringBuilder("$");
      for (int k = random.nextInt(12); k > 0; k--) {
        path.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThatCode(() -> parse(path.toString())).doesNotThrowAnyException();
    }
    assertThatThrownBy(() -> Path.parse("$" + ".a".repeat(600))).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> Path.parse("$?(" + "(".repeat(400))).isInstanceOf(UserException.class);
  }

  private static void parse(String path) {
    try {
      Path.parse(path).in(Json.parse("{\"a\":[0,{\"a\":1}]}"), EXECUTION);
    } catch (UserException expected) {
      assertThat(expected).hasMessageContaining("EWIG-");
    }
  }
}

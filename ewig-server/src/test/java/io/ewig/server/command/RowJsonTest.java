package io.ewig.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.json.Json;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowJsonTest {

  private static String said(Object value) {
    JsonObject object = new JsonObject();
    RowJson.put(object, "v", value);
    return object.toString();
  }

  @Test
  void whatIsNoNumberIsAText() {
    assertThat(said(Float.NaN)).isEqualTo("{\"v\":\"NaN\"}");
    assertThat(said(Double.NEGATIVE_INFINITY)).isEqualTo("{\"v\":\"-Infinity\"}");
    assertThat(said(1.5f)).isEqualTo("{\"v\":1.5}");
  }

  @Test
  void arraysAreArrays() {
    assertThat(said(List.of(Arrays.asList("a, b", null), List.of())))
        .isEqualTo("{\"v\":[[\"a, b\",null],[]]}");
    assertThat(said(List.of(Json.parse("{\"a\":1}"), true, 2L)))
        .isEqualTo("{\"v\":[{\"a\":1},true,2]}");
  }
}

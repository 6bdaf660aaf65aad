package io.ewig.calcite.operator.aggregate.function;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.operator.aggregate.Accumulator;
import io.ewig.calcite.operator.row.Reservation;
import io.ewig.calcite.operator.row.RowSize;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.json.JsonText;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON_ARRAYAGG and JSON_OBJECTAGG: the text of an array or an object. */
final class JsonList implements Accumulator {

  private final int key;
  private final int argument;
  private final boolean isNullAbsent;
  private final JsonForm form;
  private final Execution execution;
  private final Reservation memory;
  private final Set<String> names = new HashSet<>();
  private final StringBuilder text = new StringBuilder();
  private boolean isThere;

  /**
   * @param key the column of the keys of an object, or less than 0 for an array
   */
  JsonList(
      int key,
      int argument,
      boolean isNullAbsent,
      JsonForm form,
      Execution execution,
      Reservation memory) {
    this.key = key;
    this.argument = argument;
    this.isNullAbsent = isNullAbsent;
    this.form = form;
    this.execution = execution;
    this.memory = memory;
  }

  @Override
  public void add(@Nullable Object[] row) {
    Object value = row[argument];
    if (value == null && isNullAbsent) {
      return;
    }
    int before = text.length();
    if (isThere) {
      text.append(',');
    }
    isThere = true;
    if (key >= 0) {
      text.append(JsonText.of(name(row[key])).text()).append(':');
    }
    text.append(value == null ? "null" : form.text(value, execution));
    TextList.requireFits(text.length(), key < 0 ? "JSON_ARRAYAGG" : "JSON_OBJECTAGG");
    memory.take(2L * (text.length() - before));
  }

  private String name(@Nullable Object value) {
    if (value == null) {
      throw new UserException(
          ErrorCode.NULL_NOT_ALLOWED, "a key of JSON_OBJECTAGG is null; filter such rows out");
    }
    String name = value.toString();
    if (!names.add(name)) {
      throw new UserException(
          ErrorCode.MALFORMED_JSON, "a JSON object would have two members " + name);
    }
    memory.take(RowSize.ENTRY + RowSize.ofValue(name));
    return name;
  }

  @Override
  public Object value() {
    return key < 0 ? "[" + text + "]" : "{" + text + "}";
  }
}

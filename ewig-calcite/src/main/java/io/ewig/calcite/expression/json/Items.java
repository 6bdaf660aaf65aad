package io.ewig.calcite.expression.json;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Fault;
import io.ewig.engine.json.Json;
import java.util.ArrayList;
import java.util.List;

/** What a path has led to so far; each item may be what a statement stops at. */
final class Items {

  /** A path may lead to one item many times, and to far more of them than a document has. */
  static final int COUNT_MAX = 1 << 22;

  private final Execution execution;
  private final List<Json> items = new ArrayList<>();

  Items(Execution execution) {
    this.execution = execution;
  }

  void add(Json item) {
    execution.tick();
    if (items.size() == COUNT_MAX) {
      throw Fault.limit(
          "a JSON path leads to over "
              + COUNT_MAX
              + " items; ask for fewer of them, or for a part of the document first");
    }
    items.add(item);
  }

  List<Json> toList() {
    return items;
  }
}

package io.ewig.bench;

import io.ewig.bench.line.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the command was asked for. */
record Arguments(
    Setting setting,
    @Nullable Path data,
    @Nullable Path chart,
    boolean json,
    List<String> filters) {

  static final String USAGE =
      """
      usage: ewig bench [--quick] [--events N] [--versions N] [--data DIR] [--chart FILE]
                  [--json] [filter ...]

        --quick     smaller databases, fewer and shorter rounds
        --events N  the size of the large database (20,000,000, or 1,000,000 if quick)
        --versions N  the length of the longest history that is read (10,000,000, or 1,000,000)
        --data DIR  where the databases are made, and deleted afterwards (a temporary folder)
        --chart FILE  draw time against length of history (SVG), from the lines about state and SQL
        --json      print one JSON object instead of the table
        filter      only lines whose name contains it: append, durable-1, durable-8, durable-64,
                    batch, get, scan, columns, open, disk; state for all of state-read-current,
                    state-read-asof, state-world-asof, state-disk, state-open, state-update,
                    state-branch, state-diff (with state-merge and state-root); sql for all of
                    sql-key-current, sql-key-asof, sql-world-asof, sql-table-asof, sql-events,
                    sql-durable-1, sql-durable-8, sql-batch, sql-plan, sql-start; report for all of
                    report-types, report-hours, report-worlds, report-field, report-distinct,
                    report-join, report-filter, the same as report-past-types .., report-heap,
                    report-load;
                    sync for all of sync-cells (beside Loro, Yjs and Automerge if they are
                    installed in ewig-bench/target/node), sync-equal, sync-differences,
                    sync-catch-up, sync-insert; text for both of text-typed (beside the same),
                    text-received;
                    server for all of server-key, server-insert, server-fetch (beside PostgreSQL if
                    it is installed), server-idle

      examples: ewig bench --quick
                ewig bench --quick state-read report-types --json
      """;

  static Arguments parse(String... words) {
    boolean quick = false;
    long events = 0;
    long versions = 0;
    Path data = null;
    Path chart = null;
    boolean json = false;
    List<String> filters = new ArrayList<>();
    Iterator<String> rest = List.of(words).iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      switch (word) {
        case "--quick" -> quick = true;
        case "--events" -> events = number(word, value(word, rest));
        case "--versions" -> versions = number(word, value(word, rest));
        case "--data" -> data = Path.of(value(word, rest));
        case "--chart" -> chart = Path.of(value(word, rest));
        case "--json" -> json = true;
        default -> filters.add(filter(word));
      }
    }
    Setting setting = quick ? Setting.quick() : Setting.full();
    setting = events == 0 ? setting : setting.withEvents(events);
    setting = versions == 0 ? setting : setting.withVersions(versions);
    return new Arguments(setting, data, chart, json, filters);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " wants a value");
    }
    return rest.next();
  }

  private static long number(String option, String text) {
    String digits = text.replace("_", "");
    if (digits.matches("[1-9][0-9]{0,17}")) {
      return Long.parseLong(digits);
    }
    throw new IllegalArgumentException(option + " wants a number above 0, not " + text);
  }

  private static String filter(String word) {
    if (word.startsWith("-")) {
      throw new IllegalArgumentException("there is no option " + word);
    }
    return word;
  }

  boolean wants(String name) {
    return filters.isEmpty() || filters.stream().anyMatch(name::contains);
  }
}

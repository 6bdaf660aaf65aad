package io.ewig.sqltests.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Random questions about events. */
final class Reports {

  private static final List<String> KEYS =
      List.of(
          "type",
          "world",
          "branch",
          "origin_seq",
          "date_trunc('hour', system_time)",
          "date_trunc('day', system_time)",
          "date_trunc('month', system_time)",
          "floor(system_time to minute)",
          "extract(hour from system_time)",
          "upper(type)",
          "substring(world, 1, 4)",
          "world || type",
          "mod(seq, 5)",
          "json_value(payload, '$.n' returning integer)",
          "json_value(payload, '$.n' returning bigint)",
          "json_value(payload, '$.n')",
          "json_value(payload, '$.o.n' returning bigint)",
          "payload is null",
          "erased");

  private static final List<String> ARGUMENTS =
      List.of(
          "seq",
          "system_time",
          "world",
          "type",
          "hlc",
          "payload",
          "valid_to",
          "json_value(payload, '$.n' returning integer)",
          "json_value(payload, '$.n' returning bigint)",
          "json_value(payload, '$.s')",
          "json_value(payload, '$.o.n' returning bigint default 7 on empty)",
          "json_value(payload, '$.\"0\"' returning integer)",
          "json_value(payload, '$.o.\"0\"' returning bigint)",
          "json_value(payload, '$.o[0]' returning integer)",
          "json_value(payload, '$.n' returning smallint null on error)",
          "json_value(payload, '$.n' returning decimal(38, 9))",
          "json_value(payload, '$.n' returning double)",
          "json_query(payload, '$.o')",
          "10 / mod(seq, 3)",
          "cast(json_value(payload, '$.s') as integer)",
          "lower(world)");

  private static final List<String> NUMBERS =
      List.of(
          "seq",
          "seq - 1000",
          "json_value(payload, '$.n' returning integer)",
          "json_value(payload, 'strict $.o.n' returning bigint)",
          "json_value(payload, '$.o.n' returning bigint)",
          "json_value(payload, '$.o.\"0\"' returning integer)",
          "json_value(payload, '$.n' returning bigint default 3000000000 on error)",
          "cast(json_value(payload, '$.n' returning double) as decimal(20, 3))",
          "9223372036854775000 + seq",
          "10 / nullif(mod(seq, 3), 0)");

  private static final List<String> COLUMNS =
      List.of(
          "seq",
          "system_time",
          "hlc",
          "origin_seq",
          "world",
          "type",
          "branch",
          "valid_to",
          "payload",
          "erased");

  private static final List<String> ORDERS =
      List.of(
          "seq",
          "system_time",
          "world",
          "type",
          "date_trunc('hour', system_time)",
          "json_value(payload, '$.n' returning integer)",
          "json_value(payload, '$.o.n' returning bigint)",
          "lower(world)");

  private final SplittableRandom random;

  Reports(SplittableRandom random) {
    this.random = random;
  }

  private String any(List<String> list) {
    return Happenings.any(list, random);
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  String next() {
    return switch (random.nextInt(11)) {
      case 0 -> rows();
      case 1 -> "select distinct " + any(KEYS) + " from ewig.events" + where();
      case 2 -> joined();
      case 3, 4 -> firstRows();
      case 5 -> windows();
      default -> grouped();
    };
  }

  private String rows() {
    return "select seq, "
        + any(ARGUMENTS)
        + ", "
        + any(KEYS)
        + " from ewig.events"
        + asOf()
        + where()
        + " order by seq"
        + (oneIn(2) ? " desc" : "")
        + " limit "
        + random.nextInt(1, 30);
  }

  /** Rows that the order holds for equal stay in the log's. */
  private String firstRows() {
    List<String> from = oneIn(4) ? ORDERS : COLUMNS;
    List<String> keys = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      keys.add(any(from) + any(List.of("", "", " desc", " desc nulls last", " nulls first")));
    }
    return "select seq, "
        + any(from)
        + ", "
        + any(from)
        + " from ewig.events"
        + asOf()
        + (oneIn(3) ? " where seq > " + random.nextInt(6_000) : where())
        + " order by "
        + String.join(", ", keys)
        + (oneIn(6) ? "" : " limit " + random.nextInt(oneIn(5) ? 6_000 : 30))
        + (oneIn(4) ? " offset " + random.nextInt(20) : "");
  }

  private String windows() {
    String window =
        (oneIn(4) ? "" : "partition by " + any(ORDERS) + " ")
            + "order by "
            + any(ORDERS)
            + (oneIn(2) ? " desc" : "")
            + ", seq";
    String function =
        any(
            List.of(
                "row_number()",
                "rank()",
                "dense_rank()",
                "lag(seq)",
                "lead(world, 2, 'none')",
                "first_value(type)",
                "sum(origin_seq)",
                "max(system_time)",
                "count(*)"));
    String rows = "select seq, " + function + " over (" + window + ") w from ewig.events" + where();
    return oneIn(2)
        ? rows
        : "select count(*), min(w), max(seq) from (" + rows + ") t where seq > 100";
  }

  private String joined() {
    return "select name, count(*), min(e.seq) from ewig.events e join bed on bed.n ="
        + " json_value(e.payload, '$.n' returning integer)"
        + where()
        + " group by name";
  }

  private String grouped() {
    List<String> keys = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      keys.add(any(KEYS));
    }
    List<String> columns = new ArrayList<>(keys);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      columns.add(aggregate());
    }
    return "select "
        + String.join(", ", columns)
        + " from ewig.events"
        + asOf()
        + where()
        + (keys.isEmpty() ? "" : " group by " + String.join(", ", keys))
        + (oneIn(6) ? " having count(*) > 3" : "");
  }

  private String aggregate() {
    String call =
        switch (random.nextInt(9)) {
          case 0 -> "count(*)";
          case 1 -> "count(" + any(ARGUMENTS) + ")";
          case 2 -> "count(distinct " + any(ARGUMENTS) + ")";
          case 3 -> "min(" + any(ARGUMENTS) + ")";
          case 4 -> "max(" + any(ARGUMENTS) + ")";
          case 5 -> "avg(" + any(NUMBERS) + ")";
          case 6 -> "sum(distinct " + any(NUMBERS) + ")";
          default -> "sum(" + any(NUMBERS) + ")";
        };
    return oneIn(5) ? call + " filter (where " + condition(0) + ")" : call;
  }

  private String asOf() {
    return oneIn(4) ? " for system_time as of " + instant() : "";
  }

  private String instant() {
    return "timestamp '2026-03-"
        + random.nextInt(27, 32)
        + String.format(Locale.ROOT, " %02d:", random.nextInt(24))
        + String.format(Locale.ROOT, "%02d:00'", random.nextInt(60));
  }

  private String where() {
    return oneIn(3) ? "" : " where " + condition(2);
  }

  private String condition(int depth) {
    if (depth > 0 && oneIn(2)) {
      String left = condition(depth - 1);
      return switch (random.nextInt(4)) {
        case 0, 1 -> left + " and " + condition(depth - 1);
        case 2 -> "(" + left + " or " + condition(depth - 1) + ")";
        default -> "not (" + left + ")";
      };
    }
    String comparison = any(List.of("=", "<>", "<", "<=", ">", ">="));
    return switch (random.nextInt(11)) {
      case 0 -> "seq " + comparison + " " + random.nextInt(6_000);
      case 1 -> "system_time " + comparison + " " + instant();
      case 2 -> "world = '" + any(Happenings.WORLDS) + "'";
      case 3 -> "type in ('" + any(Happenings.TYPES) + "', '" + any(Happenings.TYPES) + "')";
      case 4 -> "world like '" + any(List.of("g%", "%a", "_://%", "%rose%")) + "'";
      case 5 ->
          "json_value(payload, '$.n' returning bigint) "
              + comparison
              + " "
              + random.nextInt(-3, 30);
      case 6 -> random.nextInt(50) + " " + comparison + " mod(seq, 50)";
      case 7 -> "json_value(payload, '$.n' returning integer) is" + not() + " null";
      case 8 -> "seq between " + random.nextInt(3_000) + " and " + random.nextInt(6_000);
      case 9 -> {
        String end = any(List.of("<", "<="));
        yield "(system_time >= " + instant() + " and system_time " + end + " " + instant() + ")";
      }
      default -> "date_trunc('hour', system_time) " + comparison + " " + instant();
    };
  }

  private String not() {
    return random.nextBoolean() ? "" : " not";
  }
}

package io.ewig.sqltests.vector;

import java.util.List;

/** What questions about an {@link Orchard} are made of. */
final class OrchardWords {

  private OrchardWords() {}

  static final List<String> EXPRESSIONS =
      List.of(
          "mod(id, 7)",
          "tiny + small",
          "whole - 1",
          "upper(name)",
          "char_length(name)",
          "name || code",
          "extract(year from \"day\")",
          "floor(\"moment\" to month)",
          "json_value(doc, '$.n' returning integer)",
          "coalesce(large, id)",
          "case when ripe then 'ripe' else name end",
          "cast(tiny as bigint)",
          "remark is null",
          "10 / tiny",
          "case when tiny <> 0 then 10 / tiny end",
          "large + 1",
          "cast(large as integer)",
          "try_cast(name as integer)",
          "cast(price as smallint)",
          "nullif(fine, 0)",
          "round(rough)",
          "substring(name, 2, 2)",
          "regexp_substr(name, '[a-k]+')",
          "\"day\" + interval '1' month",
          "cast(\"moment\" as date)",
          "date_trunc('hour', _system_from)",
          "span + interval '1' hour",
          "json_query(doc, '$[*]' with wrapper)",
          "array[tiny, whole]",
          "greatest(tiny, small)",
          "_system_from",
          "_system_to",
          "_valid_from",
          "_valid_to",
          "_branch");

  static final List<String> NUMBERS =
      List.of("id", "tiny", "small", "whole", "later", "large", "price", "tiny + 1", "mod(id, 9)");

  static final List<String> OTHER_AGGREGATES =
      List.of(
          "sum(10 / tiny)",
          "sum(large)",
          "avg(large)",
          "sum(large - 1)",
          "sum(fine)",
          "sum(span)",
          "avg(span)",
          "max(age)",
          "stddev(price)",
          "var_pop(whole)",
          "bool_or(ripe)",
          "bit_xor(small)",
          "regr_slope(whole, id)",
          "count(tiny, small)",
          "count(distinct tiny, name)",
          "approx_count_distinct(id)",
          "mode(name)",
          "string_agg(name, ',' order by id)",
          "percentile_cont(0.5) within group (order by price)",
          "arg_max(name, id)");

  static final List<String> WINDOWS =
      List.of(
          "row_number()",
          "rank()",
          "lag(name)",
          "lead(whole, 2, -1)",
          "first_value(price)",
          "nth_value(\"day\", 3)",
          "ntile(4)");

  static final List<String> SET_OPERATIONS =
      List.of(" union ", " union all ", " except ", " intersect ", " except all ");

  static final List<String> CONDITIONS =
      List.of(
          "tiny <> 0 and 10 / tiny > 2",
          "10 / tiny > 2",
          "case when tiny = 0 then ripe else 10 / tiny > 2 end",
          "whole between symmetric 70000 and -5",
          "name in ('oak', '12', null)",
          "name not in ('oak', '')",
          "name similar to '%(a|b)%'",
          "cast(name as integer) > 3",
          "name = '12' and cast(name as integer) > 3",
          "(tiny, small) = (3, 7)",
          "coalesce(ripe, id > 200)",
          "ripe is not true",
          "fine > 0.05",
          "large > 4.5",
          "large < 9223372036854775808",
          "small = price",
          "list[1] = 1",
          "cardinality(list) = 2",
          "span < interval '1' minute",
          "json_exists(doc, '$.n')",
          "doc is json array",
          "_system_to is null");
}

package io.ewig.engine.check.language;

import io.ewig.engine.check.CheckCompiler;
import io.ewig.engine.check.RowPredicate;
import io.ewig.engine.check.Truth;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.schema.Check;
import io.ewig.engine.schema.Table;

/**
 * Our own conditions: a small part of SQL.
 *
 * <pre>
 *   condition  = conjunction {OR conjunction}
 *   conjunction = negation {AND negation}
 *   negation   = NOT negation | predicate
 *   predicate  = sum [ (= | <> | != | < | <= | > | >=) sum
 *                    | IS [NOT] (NULL | TRUE | FALSE | UNKNOWN | DISTINCT FROM sum)
 *                    | [NOT] IN ( sum {, sum} )
 *                    | [NOT] BETWEEN [SYMMETRIC | ASYMMETRIC] sum AND sum
 *                    | [NOT] LIKE sum [ESCAPE sum] ]
 *   sum        = product {(+ | - | ||) product}
 *   product    = factor {(* | / | %) factor}
 *   factor     = (+ | -) factor | literal | column | function ( [condition {, condition}] ) | ( condition )
 *              | CASE {WHEN condition THEN condition} [ELSE condition] END
 *              | TRIM ( [BOTH | LEADING | TRAILING] [sum FROM] sum ) | POSITION ( sum IN sum )
 *              | SUBSTRING ( sum FROM sum [FOR sum] ) | EXTRACT ( unit FROM sum )
 *   literal    = 12 | 1.50 | 1e3 | 'text with ''' | TRUE | FALSE | NULL
 *              | DATE 'd' | TIME 't' | TIMESTAMP 't' | TIMESTAMP WITH TIME ZONE 't'
 *   column     = name | "name"
 *   function   = length char_length octet_length lower upper btrim ltrim rtrim substr left right
 *                strpos starts_with abs floor ceil round trunc mod coalesce nullif
 * </pre>
 *
 * <p>Keywords and functions are in any case; columns are called as they are, with no folding, and
 * functions may be quoted, too. A number with an exponent is a double, any other is exact. A text
 * literal beside a date, time, timestamp, interval or uuid is read as one.
 */
public final class CheckLanguage implements CheckCompiler {

  @Override
  public RowPredicate compile(Table table, String text) {
    Source source = new Source("the check", text);
    if (text.length() > Check.TEXT_BYTES_MAX) {
      throw source.error(
          ErrorCode.LIMIT_EXCEEDED,
          0,
          "it is over " + Check.TEXT_BYTES_MAX + " characters; split it in two checks");
    }
    Expression condition = new Parser(table, source).parse();
    return row -> Truth.of((Boolean) condition.value(row));
  }
}

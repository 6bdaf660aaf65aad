package io.ewig.parser.definition;

import io.ewig.parser.grammar.ParseException;
import io.ewig.parser.node.Node;
import io.ewig.parser.node.NodeOperator;
import io.ewig.parser.node.Operands;
import io.ewig.parser.node.Printer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * {@code LIKE t INCLUDING DEFAULTS ..} among the columns of a new table: the columns of another
 * one, their types and their NOT NULL.
 *
 * <p>Operands: the other table; how many columns come before; what else is taken over, as words.
 */
public final class LikeTable extends Node {

  private static final NodeOperator OPERATOR =
      new NodeOperator("LIKE TABLE", SqlKind.OTHER, LikeTable::new);

  /** What is taken over if somebody says so; the words are PostgreSQL's. */
  public enum Trait {
    COMMENTS,
    CONSTRAINTS,
    DEFAULTS,
    GENERATED,
    IDENTITY,
    INDEXES
  }

  /** What PostgreSQL has besides, and there is nothing of here. */
  private static final Set<String> NOTHING = Set.of("compression", "statistics", "storage");

  public LikeTable(SqlParserPos pos, @Nullable SqlNode... operands) {
    super(OPERATOR, pos, 3, operands);
  }

  public static LikeTable of(SqlParserPos pos, SqlIdentifier table, int place, Set<Trait> traits) {
    SqlNodeList words = new SqlNodeList(pos);
    traits.forEach(trait -> words.add(Operands.word(trait)));
    SqlNode columns = SqlLiteral.createExactNumeric(Integer.toString(place), pos);
    return new LikeTable(pos, table, columns, words);
  }

  /** Obeys INCLUDING or EXCLUDING. */
  public static void choose(String word, boolean isIncluding, EnumSet<Trait> traits)
      throws ParseException {
    EnumSet<Trait> meant = EnumSet.noneOf(Trait.class);
    if (word.equals("all")) {
      meant = EnumSet.allOf(Trait.class);
    }
    for (Trait trait : Trait.values()) {
      if (trait.name().toLowerCase(Locale.ROOT).equals(word)) {
        meant.add(trait);
      }
    }
    if (meant.isEmpty() && !NOTHING.contains(word)) {
      throw new ParseException(
          "'"
              + word
              + "' is nothing that LIKE takes over; write ALL, COMMENTS, CONSTRAINTS,"
              + " DEFAULTS, GENERATED, IDENTITY or INDEXES");
    }
    if (isIncluding) {
      traits.addAll(meant);
    } else {
      traits.removeAll(meant);
    }
  }

  public SqlIdentifier table() {
    return name(0);
  }

  /** How many of the new table's own columns come before. */
  public int place() {
    return findNumber(1).orElseThrow().intValue();
  }

  public Set<Trait> traits() {
    EnumSet<Trait> traits = EnumSet.noneOf(Trait.class);
    list(2, SqlLiteral.class).forEach(word -> traits.add(word.getValueAs(Trait.class)));
    return traits;
  }

  @Override
  protected void print(Printer out) {
    out.words("LIKE").node(table());
    traits().forEach(trait -> out.words("INCLUDING").words(trait.name()));
  }
}

package io.ewig.calcite.system.listing;

import io.ewig.calcite.access.Demand;
import io.ewig.calcite.access.Rights;
import io.ewig.calcite.access.Subject;
import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.relation.Access;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.RelationColumn;
import io.ewig.calcite.relation.Request;
import io.ewig.calcite.vector.VectorSource;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptUtil;
import org.jspecify.annotations.Nullable;

/**
 * A relation whose rows are objects of some kind; immutable, any thread.
 *
 * @param <T> what a row is about
 */
public final class Listing<T> implements Relation {

  private final String schema;
  private final String name;
  private final String remarks;
  private final List<Field<T>> fields;
  private final List<int[]> keys;
  private final DoubleSupplier rows;
  private final List<Integer> order;
  private final Finder<T> finder;
  private final @Nullable Vectors<T> vectors;
  private final @Nullable Sight<T> sight;
  private final @Nullable Subject subject;

  /** What of a listing one may see. */
  @FunctionalInterface
  public interface Sight<T> {
    boolean sees(T of, Reading reading);
  }

  /** How a listing is read by columns. */
  public interface Vectors<T> {

    /**
     * @param request what is wanted
     * @param narrowing finds what is sought in one execution
     */
    VectorSource of(Listing<T> listing, Request request, Function<Execution, Sought> narrowing);

    /** Whether a column holds few names. */
    boolean isOfNames(String column);
  }

  private Listing(Builder<T> builder, Finder<T> finder) {
    this.schema = builder.schema;
    this.name = builder.name;
    this.remarks = builder.remarks;
    this.fields = List.copyOf(builder.fields);
    this.keys = List.copyOf(builder.keys);
    this.rows = builder.rows;
    this.order = builder.order;
    this.finder = finder;
    this.vectors = builder.vectors;
    this.sight = builder.sight;
    this.subject = builder.subject;
  }

  public static <T> Builder<T> named(String schema, String name, String remarks) {
    return new Builder<>(schema, name, remarks);
  }

  @Override
  public String schema() {
    return schema;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public @Nullable Subject subject() {
    return subject;
  }

  /**
   * What is found, as far as it may be seen: if nothing is said of who sees what, only whoever may
   * read all of the database may read it.
   */
  Items<T> find(Reading reading) {
    Rights rights = reading.rights();
    if (rights.isUnlimited()) {
      return finder.find(reading);
    }
    if (sight == null) {
      Moment at = reading.moment();
      rights.require(Demand.reading(new Subject.OfDatabase(), at.branch(), at.age()));
      return finder.find(reading);
    }
    return finder.find(reading).seen(item -> sight.sees(item, reading));
  }

  /** What it lists, in a sentence. */
  public String remarks() {
    return remarks;
  }

  @Override
  public List<RelationColumn> columns() {
    return fields.stream().map(Field::column).toList();
  }

  @Override
  public double estimateRows() {
    return rows.getAsDouble();
  }

  @Override
  public List<int[]> uniqueKeys() {
    return keys;
  }

  @Override
  public Access access(Request request) {
    return new Access(ListingOperator.of(this, request), List.of());
  }

  @Override
  public @Nullable VectorSource vectors(Request request) {
    if (vectors == null) {
      return null;
    }
    Narrowing narrowing =
        Narrowing.of(
            columns(),
            request.conditions().stream()
                .flatMap(one -> RelOptUtil.conjunctions(one).stream())
                .toList(),
            request.expressions());
    return vectors.of(this, request, narrowing::at);
  }

  @Override
  public List<Integer> order(Request request) {
    return order;
  }

  @Override
  public boolean isOfNames(int column) {
    return vectors != null && vectors.isOfNames(fields.get(column).column().name());
  }

  /** What an object has in a column. */
  public @Nullable Object value(int column, T of) {
    return fields.get(column).value().apply(of);
  }

  List<Field<T>> fields() {
    return fields;
  }

  @Override
  public String toString() {
    return schema + "." + name;
  }

  /** Collects columns in their order; one thread. */
  public static final class Builder<T> {

    private static final double ROWS_GUESS = 100;

    private final String schema;
    private final String name;
    private final String remarks;
    private final List<Field<T>> fields = new ArrayList<>();
    private final List<int[]> keys = new ArrayList<>();
    private DoubleSupplier rows = () -> ROWS_GUESS;
    private List<Integer> order = List.of();
    private @Nullable Vectors<T> vectors;
    private @Nullable Sight<T> sight;
    private @Nullable Subject subject;

    private Builder(String schema, String name, String remarks) {
      this.schema = schema;
      this.name = name;
      this.remarks = remarks;
    }

    /** A column that is never null. */
    public Builder<T> column(String column, Type type, Function<T, Object> value) {
      return add(RelationColumn.of(column, type), false, value);
    }

    public Builder<T> nullable(String column, Type type, Function<T, @Nullable Object> value) {
      return add(RelationColumn.nullable(column, type), false, value);
    }

    /** Likewise, but it takes more than a moment to compute. */
    public Builder<T> costly(String column, Type type, Function<T, @Nullable Object> value) {
      return add(RelationColumn.nullable(column, type), true, value);
    }

    /** Columns of texts that the standard has, and that are always null here. */
    public Builder<T> absent(String... columns) {
      for (String column : columns) {
        nullable(column, Type.VARCHAR, one -> null);
      }
      return this;
    }

    private Builder<T> add(
        RelationColumn column, boolean isCostly, Function<T, @Nullable Object> value) {
      if (fields.stream().anyMatch(field -> field.column().name().equals(column.name()))) {
        throw new UserException(
            ErrorCode.DUPLICATE_COLUMN,
            schema + "." + name + " would have two columns '" + column.name() + "'");
      }
      fields.add(new Field<>(column, isCostly, value));
      return this;
    }

    /** Says that no two rows have the same values in the columns named. */
    public Builder<T> unique(String... columns) {
      List<String> names = fields.stream().map(field -> field.column().name()).toList();
      int[] key = new int[columns.length];
      for (int i = 0; i < key.length; i++) {
        key[i] = names.indexOf(columns[i]);
      }
      keys.add(key);
      return this;
    }

    /** Says that rows are found in the rising order of a column, whatever is looked for. */
    public Builder<T> inOrderOf(String column) {
      order = List.of(fields.stream().map(field -> field.column().name()).toList().indexOf(column));
      return this;
    }

    /** About how many rows there are. */
    public Builder<T> rows(DoubleSupplier estimate) {
      rows = estimate;
      return this;
    }

    /** Says that it can be read by columns as well. */
    public Builder<T> vectors(Vectors<T> source) {
      vectors = source;
      return this;
    }

    /** Says who sees what of it. */
    public Builder<T> seenBy(Sight<T> who) {
      sight = who;
      return this;
    }

    /** Says that it tells nothing that not all may know, or sees to that itself. */
    public Builder<T> seenByAll() {
      return seenBy((item, reading) -> true);
    }

    /** Says what its columns are those of. */
    public Builder<T> about(Subject thing) {
      subject = thing;
      return this;
    }

    public Listing<T> from(Finder<T> finder) {
      return new Listing<>(this, finder);
    }
  }
}

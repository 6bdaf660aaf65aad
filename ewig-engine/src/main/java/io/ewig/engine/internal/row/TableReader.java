package io.ewig.engine.internal.row;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.schema.Check;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.ForeignKey;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Names;
import io.ewig.engine.schema.ReferentialAction;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table's definition, see {@link TableFormat}.
 *
 * <p>A definition that no user could have given is damage, not a user's mistake.
 */
public final class TableReader {

  private final BytesIn in;
  private final ValueReader values = new ValueReader();

  private TableReader(byte[] bytes, String file) {
    in = new BytesIn(bytes, file);
    values.wrap(bytes, file, 0);
  }

  public static Table read(byte[] bytes, String file) {
    TableReader reader = new TableReader(bytes, file);
    int version = reader.in.getByte();
    if (version != TableFormat.VERSION && version != TableFormat.VERSION_OF_GENERATED) {
      throw new UserException(
          ErrorCode.UNSUPPORTED_FORMAT,
          file + ": a table's definition of format " + version + "; use a newer Ewig");
    }
    try {
      Table table = reader.table();
      if (table.isAnyGenerated() != (version == TableFormat.VERSION_OF_GENERATED)) {
        throw reader.in.malformed("a definition of format " + version + " says what it can't");
      }
      return table;
    } catch (UserException e) {
      throw reader.in.malformed(String.valueOf(e.getMessage()));
    }
  }

  private Table table() {
    UUID id = uuid();
    String schema = name();
    String name = name();
    int version = in.getCount(Integer.MAX_VALUE, "versions");
    String comment = in.getText(Column.COMMENT_BYTES_MAX, "a comment");
    int nextColumnId = in.getCount(Table.COLUMN_IDS_MAX, "columns");
    List<Column> columns = list(Table.COLUMNS_MAX, "columns", this::column);
    int nextKeyId = in.getCount(Integer.MAX_VALUE, "keys");
    List<Index> keys = list(Table.KEYS_MAX, "keys", this::key);
    List<Check> checks = list(Table.CONSTRAINTS_MAX, "checks", this::check);
    List<ForeignKey> foreignKeys = list(Table.CONSTRAINTS_MAX, "foreign keys", this::foreignKey);
    SortedMap<String, String> options = options();
    if (in.remaining() > 0) {
      throw in.malformed(in.remaining() + " bytes behind the definition");
    }
    return new Table(
        id,
        schema,
        name,
        version,
        columns,
        nextColumnId,
        keys,
        nextKeyId,
        checks,
        foreignKeys,
        comment,
        options);
  }

  private Column column() {
    int id = in.getCount(Table.COLUMN_IDS_MAX, "columns");
    String name = name();
    Type type = type(0);
    int flags = in.getByte();
    if ((flags & ~(TableFormat.NULLABLE | TableFormat.HAS_MISSING)) != 0) {
      throw in.malformed("a column has unknown flags " + flags);
    }
    Default byDefault = byDefault(type);
    Object missing = (flags & TableFormat.HAS_MISSING) != 0 ? constant(type) : null;
    MergeLaw law = MergeLaw.ofCode(code(MergeLaw.codeMax(), "merge law"));
    String comment = in.getText(Column.COMMENT_BYTES_MAX, "a comment");
    boolean nullable = (flags & TableFormat.NULLABLE) != 0;
    return new Column(id, name, type, nullable, byDefault, missing, law, comment);
  }

  /** The depth is bounded before it is followed. */
  private Type type(int depth) {
    Kind kind = Kind.ofCode(code(Kind.codeMax(), "type"));
    int precision = in.getCount(Type.LENGTH_MAX, "as the length of a type");
    int scale = in.getCount(Type.DECIMAL_DIGITS_MAX, "digits");
    @Nullable Type element = null;
    if (kind == Kind.ARRAY) {
      if (depth == Type.ARRAY_DEPTH_MAX) {
        throw in.malformed("arrays nested too deep");
      }
      element = type(depth + 1);
    }
    return new Type(kind, precision, scale, element);
  }

  private Default byDefault(Type type) {
    int code = in.getByte();
    return switch (code) {
      case TableFormat.NO_DEFAULT -> Default.none();
      case TableFormat.CONSTANT -> new Default.Constant(constant(type));
      case TableFormat.CURRENT_TIMESTAMP -> new Default.CurrentTimestamp();
      case TableFormat.RANDOM_UUID -> new Default.RandomUuid();
      case TableFormat.IDENTITY, TableFormat.IDENTITY_ALWAYS ->
          new Default.Identity(code == TableFormat.IDENTITY_ALWAYS, in.getZigzag(), in.getZigzag());
      case TableFormat.OF_SEQUENCE -> new Default.OfSequence(name(), name());
      case TableFormat.GENERATED ->
          new Default.Generated(in.getText(Check.TEXT_BYTES_MAX, "an expression"));
      default -> throw in.malformed("no default has the code " + code);
    };
  }

  private Object constant(Type type) {
    int length = in.getCount(in.remaining(), "bytes of a value");
    int from = in.at();
    in.skip(length);
    return values.read(type, from, from + length);
  }

  private Index key() {
    int id = in.getCount(Integer.MAX_VALUE, "keys");
    String name = name();
    Index.Role role = Index.Role.ofCode(code(Index.Role.codeMax(), "role of a key"));
    return new Index(id, name, ids(), role);
  }

  private Check check() {
    return new Check(name(), in.getText(Check.TEXT_BYTES_MAX, "a check"));
  }

  private ForeignKey foreignKey() {
    return new ForeignKey(name(), ids(), uuid(), ids(), action(), action());
  }

  private ReferentialAction action() {
    return ReferentialAction.ofCode(code(ReferentialAction.codeMax(), "action"));
  }

  private SortedMap<String, String> options() {
    TreeMap<String, String> options = new TreeMap<>();
    int count = in.getCount(Table.OPTIONS_MAX, "options");
    for (int i = 0; i < count; i++) {
      String key = name();
      if (!options.isEmpty() && key.compareTo(options.lastKey()) <= 0) {
        throw in.malformed("option '" + key + "' is out of order");
      }
      options.put(key, in.getText(Table.OPTION_BYTES_MAX, "an option"));
    }
    return options;
  }

  private List<Integer> ids() {
    return list(Index.COLUMNS_MAX, "columns", () -> in.getCount(Table.COLUMN_IDS_MAX, "columns"));
  }

  private <T> List<T> list(int max, String what, Supplier<T> element) {
    int count = in.getCount(max, what);
    List<T> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(element.get());
    }
    return list;
  }

  private int code(int max, String what) {
    int code = in.getByte();
    if (code < 1 || code > max) {
      throw in.malformed("no " + what + " has the code " + code);
    }
    return code;
  }

  private String name() {
    return in.getText(Names.BYTES_MAX, "a name");
  }

  private UUID uuid() {
    return new UUID(Long.reverseBytes(in.getLong()), Long.reverseBytes(in.getLong()));
  }
}

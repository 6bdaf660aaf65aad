package io.ewig.engine.internal.table;

import io.ewig.engine.check.language.GeneratedColumns;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.World;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.history.Versions;
import io.ewig.engine.internal.row.KeyFormat;
import io.ewig.engine.internal.row.KeyReader;
import io.ewig.engine.internal.row.KeyWriter;
import io.ewig.engine.internal.row.RowColumns;
import io.ewig.engine.internal.row.RowReader;
import io.ewig.engine.internal.row.RowWriter;
import io.ewig.engine.internal.space.Space;
import io.ewig.engine.internal.version.VersionBatch;
import io.ewig.engine.scan.Projection;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.ForeignKey;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.Table;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of one version of a table as keys and bytes; one thread. */
public final class TableCodec {

  /** A version holds a little more, where a row is kept with why it is not in its table. */
  public static final int ROW_BYTES_MAX = Versions.VALUE_BYTES_MAX - (16 << 10);

  /** A null in an array takes a bit in a row, and a byte in a key. */
  private static final int KEY_BYTES_PER_BYTE_MAX = 16;

  private static final String ROWS = "a row";

  private final Table table;
  private final World world;
  private final byte[] id;
  private final byte[] rows;
  private final Type[] types;
  private final int[] keyPositions;
  private final GeneratedColumns generated;
  private final RowWriter writerModel;
  private @Nullable RowWriter writer; // most codecs are for who only reads
  private final RowReader readerModel;
  private @Nullable RowReader reader; // many who write do not read
  private final KeyWriter keys;
  private final List<IndexCodec> indexes;

  TableCodec(Table table, KeyWriter keys) {
    this.table = table;
    this.world = table.world();
    this.id = Space.idOf(table.id());
    this.rows = Space.ROW.key(id);
    this.types = table.columns().stream().map(column -> column.type()).toArray(Type[]::new);
    this.keyPositions = table.positionsOf(table.primaryKey());
    this.generated = GeneratedColumns.of(table);
    this.writerModel = new RowWriter(table);
    this.readerModel = new RowReader(table, generated);
    this.keys = keys;
    this.indexes =
        table.keys().stream()
            .filter(key -> key.id() != Index.PRIMARY_ID)
            .map(key -> new IndexCodec(table, key, types, keys))
            .toList();
  }

  private TableCodec(TableCodec model, KeyWriter keys) {
    this.table = model.table;
    this.world = model.world;
    this.id = model.id;
    this.rows = model.rows;
    this.types = model.types;
    this.keyPositions = model.keyPositions;
    this.generated = model.generated;
    this.writerModel = model.writerModel;
    this.readerModel = model.readerModel;
    this.keys = keys;
    this.indexes =
        model.indexes.isEmpty()
            ? List.of()
            : model.indexes.stream().map(index -> new IndexCodec(index, keys)).toList();
  }

  /** The same for another thread; from any thread. */
  TableCodec another(KeyWriter otherKeys) {
    return new TableCodec(this, otherKeys);
  }

  /** Whether a definition is the one that this was made for. */
  @SuppressWarnings("ReferenceEquality") // most often the very same, and then nothing is compared
  boolean isFor(Table other) {
    return table == other || table.equals(other);
  }

  public Table table() {
    return table;
  }

  /** The columns of its rows that are computed. */
  public GeneratedColumns generated() {
    return generated;
  }

  /** The table's world, which costs something to make. */
  public World world() {
    return world;
  }

  /** What keys of its rows start with. */
  public byte[] rows() {
    return rows;
  }

  public List<IndexCodec> indexes() {
    return indexes;
  }

  /** The primary key of a row. */
  public byte[] primaryKey(Row row) {
    byte[] key = keys.toKeyIfItFits(types, row, keyPositions);
    if (key == null) {
      throw overlong(table, table.primaryKey());
    }
    return key;
  }

  static UserException overlong(Table table, Index key) {
    List<String> columns = new ArrayList<>();
    for (int position : table.positionsOf(key)) {
      columns.add("'" + table.columns().get(position).name() + "'");
    }
    return new UserException(
        ErrorCode.LIMIT_EXCEEDED,
        "the values of "
            + String.join(", ", columns)
            + " are over "
            + KeyFormat.BYTES_MAX
            + " bytes long, and '"
            + key.name()
            + "' of "
            + table
            + " takes no more; shorten them, or make a key of other columns");
  }

  /**
   * The values of some columns as they stand in keys, where comparable types look alike; null if
   * there is a null among them.
   */
  public byte @Nullable [] keyOf(List<Integer> columnIds, Row row) {
    int[] positions = columnIds.stream().mapToInt(table::positionOfId).toArray();
    for (int position : positions) {
      if (row.get(position) == null) {
        return null;
      }
    }
    return keys.put(types, row, positions).toKey();
  }

  /** The same, and null as well where they are too long for a key: no row has that one. */
  public byte @Nullable [] keyIfItFits(List<Integer> columnIds, Row row) {
    return isOverlong(columnIds, row) ? null : keyOf(columnIds, row);
  }

  private boolean isOverlong(List<Integer> columnIds, Row row) {
    int[] positions = columnIds.stream().mapToInt(table::positionOfId).toArray();
    return keys.toKeyIfItFits(types, row, positions) == null;
  }

  /** Whether {@link #overlongKey} has to be asked, of a row as bytes: most rows are short. */
  public boolean mayBeOverlong(byte[] row) {
    return !indexes.isEmpty() && row.length > KeyFormat.BYTES_MAX / KEY_BYTES_PER_BYTE_MAX;
  }

  /** The index or foreign key that a row's values are too long for, if there is one. */
  public Optional<String> overlongKey(Row row) {
    for (IndexCodec index : indexes) {
      if (index.valuesIfTheyFit(row) == null) {
        return Optional.of(index.index().name());
      }
    }
    return table.foreignKeys().stream()
        .filter(key -> isOverlong(key.columnIds(), row))
        .map(ForeignKey::name)
        .findFirst();
  }

  /** The primary key that consists of some values, or a range's start if they are fewer. */
  public byte[] primaryKeyOf(List<?> values) {
    for (int i = 0; i < values.size(); i++) {
      keys.put(types[keyPositions[i]], values.get(i));
    }
    return keys.toKey();
  }

  /** The first columns of a key as canonical values, or a refusal. */
  public List<@Nullable Object> acceptStart(Index key, List<?> values) {
    int[] positions = table.positionsOf(key);
    if (values.size() > positions.length) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "'"
              + key.name()
              + "' of "
              + table
              + " has "
              + positions.length
              + " columns, and "
              + values.size()
              + " values came; give as many or fewer");
    }
    List<@Nullable Object> accepted = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      Column column = table.columns().get(positions[i]);
      Object value = values.get(i);
      accepted.add(value == null ? null : column.type().accept(value, column.name()));
    }
    return accepted;
  }

  /** A whole primary key of canonical values, or a refusal. */
  public List<Object> acceptKey(List<?> values) {
    if (values.size() != keyPositions.length) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "the primary key of "
              + table
              + " has "
              + keyPositions.length
              + " columns, and "
              + values.size()
              + " values came; give one for each");
    }
    List<Object> accepted = new ArrayList<>(values.size());
    for (int i = 0; i < keyPositions.length; i++) {
      Column column = table.columns().get(keyPositions[i]);
      Object value = column.accept(values.get(i));
      accepted.add(Objects.requireNonNull(value, "columns of primary keys are not nullable"));
    }
    return accepted;
  }

  public IndexCodec index(Index wanted) {
    return indexes.stream()
        .filter(index -> index.index().id() == wanted.id())
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    ErrorCode.UNKNOWN_OBJECT, table + " has no index '" + wanted.name() + "'"));
  }

  /** The key under which a row with some primary key is found. */
  public byte[] rowKey(byte[] primaryKey) {
    return Space.ROW.key(id, primaryKey);
  }

  /** How long the key of a row is up to the end of its first columns. */
  public int lengthOf(byte[] rowKey, int columns) {
    KeyReader keyReader = new KeyReader();
    keyReader.wrap(rowKey, rows().length, rowKey.length, "a key", 0);
    for (int i = 0; i < columns; i++) {
      keyReader.next(types[keyPositions[i]]);
    }
    return keyReader.at();
  }

  /** A primary key as text. */
  public String describe(byte[] primaryKey) {
    KeyReader keyReader = new KeyReader();
    keyReader.wrap(primaryKey, 0, primaryKey.length, "a key", 0);
    StringBuilder text = new StringBuilder();
    for (int position : keyPositions) {
      text.append(text.length() == 0 ? "" : ", ")
          .append(table.columns().get(position).name())
          .append(" = ")
          .append(keyReader.next(types[position]));
    }
    return text.toString();
  }

  /** Refuses bytes that are no primary key. */
  public void requireKey(byte[] key, String where) {
    KeyReader keyReader = new KeyReader();
    keyReader.wrap(key, 0, key.length, where, 0);
    for (int position : keyPositions) {
      keyReader.next(types[position]);
    }
    if (keyReader.at() != key.length) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, where + " has a key that is none of " + table);
    }
  }

  /** Whether a row is not longer than one may be. */
  public boolean fits(Row row) {
    try {
      return toBytesAsIs(row).length <= ROW_BYTES_MAX;
    } catch (UserException farTooLong) {
      return false;
    }
  }

  /** Of a row that need not fit: a new definition may have made it longer. */
  public byte[] toBytesAsIs(Row row) {
    return writer().toBytes(row);
  }

  public byte[] toBytes(Row row) {
    byte[] bytes = toBytesAsIs(row);
    requireRoom(bytes);
    return bytes;
  }

  /** Refuses a row that is longer than one may be. */
  public void requireRoom(byte[] bytes) {
    if (bytes.length > ROW_BYTES_MAX) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "a row of table "
              + table.name()
              + " takes "
              + bytes.length
              + " bytes; at most "
              + ROW_BYTES_MAX
              + " will do: keep large values in rows of their own");
    }
  }

  private RowWriter writer() {
    RowWriter mine = writer;
    if (mine == null) {
      mine = new RowWriter(writerModel);
      writer = mine;
    }
    return mine;
  }

  private RowReader reader() {
    RowReader mine = reader;
    if (mine == null) {
      mine = new RowReader(readerModel);
      reader = mine;
    }
    return mine;
  }

  public Row toRow(byte[] bytes) {
    return reader().read(bytes, ROWS);
  }

  /** Reads some columns, and checks no others; null stands in their places. */
  public Row toRow(byte[] bytes, Projection columns) {
    int[] positions = columns.positions();
    return positions == null ? reader().read(bytes, ROWS) : reader().read(bytes, ROWS, positions);
  }

  /** The rows of a batch, whatever is in it, as columns. */
  public RowColumns columns(VersionBatch batch) {
    return new RowColumns(reader(), new Valued(batch), ROWS);
  }

  private record Valued(VersionBatch batch) implements RowColumns.Rows {

    @Override
    public int count() {
      return batch.count();
    }

    @Override
    public BytesOut bytes() {
      return batch.values();
    }

    @Override
    public int[] ends() {
      return batch.ends();
    }
  }

  /** Puts some columns into an array, in their order; where a position is negative, nothing. */
  public void read(byte[] bytes, int[] positions, @Nullable Object[] to) {
    reader().read(bytes, ROWS, positions, to);
  }

  /**
   * Reads a row that somebody else may have made.
   *
   * @param where names where it comes from, for error texts
   */
  public Row toRow(byte[] bytes, byte[] key, String where) {
    Row row = reader().read(bytes, where);
    if (!Arrays.equals(primaryKey(row), key)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          where + " has a row of " + table + " under a key not its own");
    }
    return row;
  }
}

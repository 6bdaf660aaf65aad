package io.ewig.server.rest.query;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ValueType;
import io.ewig.server.command.JsonObject;
import io.ewig.server.rest.answer.Accepted;
import io.ewig.server.rows.FieldNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How rows look to whoever reads them; of one result, one thread. */
sealed interface RowFormat {

  String contentType();

  void begin(StringBuilder to);

  void row(@Nullable Object[] row, StringBuilder to);

  /**
   * @param isMore whether rows were left out
   */
  void end(long count, boolean isMore, StringBuilder to);

  /**
   * What is said when it goes wrong halfway.
   *
   * @return false if the format has no place for that, so that the answer has to be cut off
   */
  boolean failed(JsonObject problem, StringBuilder to);

  /** JSON is what is sent to whoever does not care, or takes none of them. */
  List<String> OFFERED =
      List.of("application/json", "application/x-ndjson", "application/ndjson", "text/csv");

  /** That which is asked for by {@code Accept}. */
  static RowFormat of(String accept, boolean isArrays, List<ColumnInfo> columns) {
    String best = new Accepted(accept).best(OFFERED);
    if (best.equals("text/csv")) {
      return new Csv(columns);
    } else if (best.endsWith("ndjson")) {
      return new Lines(new Names(columns), isArrays);
    }
    return new Document(columns, new Names(columns), isArrays);
  }

  private static boolean isJson(ValueType type) {
    ValueType element = type.element();
    return element == null ? type.name().equals("JSON") : isJson(element);
  }

  /** Labels as members of an object, where each can be there once; and which columns are JSON. */
  final class Names {
    private final List<String> quoted = new ArrayList<>();
    private final boolean[] isJson;

    Names(List<ColumnInfo> columns) {
      isJson = new boolean[columns.size()];
      for (int i = 0; i < columns.size(); i++) {
        isJson[i] = isJson(columns.get(i).type());
      }
      FieldNames.of(columns.stream().map(ColumnInfo::label).toList())
          .forEach(name -> quoted.add(JsonObject.quote(name)));
    }

    void row(@Nullable Object[] row, boolean isArray, StringBuilder to) {
      to.append(isArray ? '[' : '{');
      for (int i = 0; i < row.length; i++) {
        to.append(i > 0 ? "," : "");
        if (!isArray) {
          to.append(quoted.get(i)).append(':');
        }
        ValueText.json(row[i], isJson[i], to);
      }
      to.append(isArray ? ']' : '}');
    }
  }

  /** One JSON document. */
  final class Document implements RowFormat {
    private final List<ColumnInfo> columns;
    private final Names names;
    private final boolean isArrays;
    private String separator = "\n";

    Document(List<ColumnInfo> columns, Names names, boolean isArrays) {
      this.columns = columns;
      this.names = names;
      this.isArrays = isArrays;
    }

    @Override
    public String contentType() {
      return "application/json";
    }

    @Override
    public void begin(StringBuilder to) {
      List<JsonObject> described =
          columns.stream()
              .map(
                  column ->
                      new JsonObject()
                          .put("name", column.label())
                          .put("type", column.type().name())
                          .put("nullable", column.nullability() != ColumnInfo.Nullability.NO))
              .toList();
      to.append("{\"columns\":").append(described).append(",\"rows\":[");
    }

    @Override
    public void row(@Nullable Object[] row, StringBuilder to) {
      to.append(separator);
      separator = ",\n";
      names.row(row, isArrays, to);
    }

    @Override
    public void end(long count, boolean isMore, StringBuilder to) {
      to.append("],\"rowCount\":").append(count).append(",\"truncated\":").append(isMore);
      to.append("}\n");
    }

    @Override
    public boolean failed(JsonObject problem, StringBuilder to) {
      String error = problem.toString();
      to.append("],").append(error, 1, error.length()).append('\n');
      return true;
    }
  }

  /** A JSON document on each line. */
  record Lines(Names names, boolean isArrays) implements RowFormat {
    @Override
    public String contentType() {
      return "application/x-ndjson";
    }

    @Override
    public void begin(StringBuilder to) {
      // rows speak for themselves
    }

    @Override
    public void row(@Nullable Object[] row, StringBuilder to) {
      names.row(row, isArrays, to);
      to.append('\n');
    }

    @Override
    public void end(long count, boolean isMore, StringBuilder to) {
      // the last row was the last line
    }

    @Override
    public boolean failed(JsonObject problem, StringBuilder to) {
      to.append(problem).append('\n');
      return true;
    }
  }

  /** RFC 4180: a line of labels, then rows; nothing between commas is null, quotes hold a text. */
  record Csv(List<ColumnInfo> columns) implements RowFormat {
    private static final String LINE_END = "\r\n";

    @Override
    public String contentType() {
      return "text/csv;charset=utf-8;header=present";
    }

    @Override
    public void begin(StringBuilder to) {
      for (int i = 0; i < columns.size(); i++) {
        to.append(i > 0 ? "," : "");
        cell(columns.get(i).label(), to);
      }
      to.append(LINE_END);
    }

    @Override
    public void row(@Nullable Object[] row, StringBuilder to) {
      for (int i = 0; i < row.length; i++) {
        to.append(i > 0 ? "," : "");
        Object value = row[i];
        if (value instanceof List<?> || value instanceof Map<?, ?> || value instanceof Object[]) {
          StringBuilder json = new StringBuilder();
          ValueText.json(value, isJson(columns.get(i).type()), json);
          cell(json.toString(), to);
        } else if (value != null) {
          cell(ValueText.plain(value), to);
        }
      }
      to.append(LINE_END);
    }

    private static void cell(String text, StringBuilder to) {
      boolean isBare = !text.isEmpty() && text.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
      to.append(isBare ? text : '"' + text.replace("\"", "\"\"") + '"');
    }

    @Override
    public void end(long count, boolean isMore, StringBuilder to) {
      // the last row was the last line
    }

    @Override
    public boolean failed(JsonObject problem, StringBuilder to) {
      return false;
    }
  }
}

package io.ewig.jdbc.wire;

import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.packed.MalformedException;
import io.ewig.jdbc.packed.ValueReader;
import io.ewig.jdbc.packed.WireInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what {@link CallWriter} wrote; its page has the grammar. */
public final class CallReader {

  /** A batch of a statement without parameters; its rows take no byte each. */
  private static final int EMPTY_ROWS_MAX = 100_000;

  private CallReader() {}

  public static Call read(Envelope envelope) throws MalformedException {
    String session = "";
    List<Long> dropped = new ArrayList<>();
    WireInput body = new WireInput(new byte[0]);
    for (WireInput in = envelope.message().input(); !in.isAtEnd(); ) {
      switch (in.tag()) {
        case 1 -> session = in.asText();
        case 2 -> dropped.add(in.asNumber());
        case 3 -> body = in.asMessage();
        default -> in.pass();
      }
    }
    String name = envelope.name().substring(Envelope.PREFIX.length());
    return new Call(session, List.copyOf(dropped), request(name, body));
  }

  private static Request request(String name, WireInput in) throws MalformedException {
    return switch (name) {
      case "Open" -> open(in);
      case "End" -> new Request.End();
      case "Prepare" -> new Request.Prepare(sql(in));
      case "Execute" -> execute(in);
      case "Batch" -> batch(in);
      case "Fetch" -> fetch(in);
      case "AutoCommit" -> new Request.AutoCommit(number(in) != 0);
      case "Commit" -> new Request.Commit();
      case "Rollback" -> new Request.Rollback();
      case "SetMark" -> new Request.SetMark(text(in));
      case "ReturnTo" -> new Request.ReturnTo(number(in));
      case "Release" -> new Request.Release(number(in));
      case "Change" -> change(in);
      case "Reserved" -> new Request.Reserved(text(in));
      case "Ping" -> new Request.Ping();
      case "Cancel" -> new Request.Cancel(number(in));
      default -> throw in.malformed("there is no word '" + name + "'");
    };
  }

  private static long number(WireInput in) throws MalformedException {
    long number = 0;
    while (!in.isAtEnd()) {
      if (in.tag() == 1) {
        number = in.asNumber();
      } else {
        in.pass();
      }
    }
    return number;
  }

  private static String text(WireInput in) throws MalformedException {
    String text = "";
    while (!in.isAtEnd()) {
      if (in.tag() == 1) {
        text = in.asText();
      } else {
        in.pass();
      }
    }
    return text;
  }

  private static String sql(WireInput in) throws MalformedException {
    Object sql = "";
    while (!in.isAtEnd()) {
      if (in.tag() == 1) {
        sql = ValueReader.value(in.asMessage());
      } else {
        in.pass();
      }
    }
    if (sql instanceof String text) {
      return text;
    }
    throw in.malformed("the statement is no text");
  }

  private static Request.Open open(WireInput in) throws MalformedException {
    int version = 0;
    String database = "";
    Map<String, String> properties = new LinkedHashMap<>();
    while (!in.isAtEnd()) {
      switch (in.tag()) {
        case 1 -> version = in.asInteger();
        case 2 -> database = in.asText();
        case 3 -> {
          Pair pair = Pair.read(in.asMessage());
          properties.put(pair.key(), pair.value());
        }
        default -> in.pass();
      }
    }
    return new Request.Open(version, database, properties);
  }

  private static Request.Fetch fetch(WireInput in) throws MalformedException {
    long result = 0;
    int rows = 0;
    while (!in.isAtEnd()) {
      switch (in.tag()) {
        case 1 -> result = in.asNumber();
        case 2 -> rows = in.asInteger();
        default -> in.pass();
      }
    }
    return new Request.Fetch(result, rows);
  }

  private static Request.Change change(WireInput in) throws MalformedException {
    String name = "";
    @Nullable String value = null;
    while (!in.isAtEnd()) {
      switch (in.tag()) {
        case 1 -> name = in.asText();
        case 2 -> value = in.asText();
        default -> in.pass();
      }
    }
    Optional<Setting> setting = setting(name);
    if (setting.isEmpty()) {
      throw in.malformed("there is no setting '" + name + "'");
    }
    return new Request.Change(setting.get(), value);
  }

  static Optional<Setting> setting(String name) {
    return Arrays.stream(Setting.values()).filter(s -> s.name().equals(name)).findFirst();
  }

  /** What Execute and Batch have in common. */
  private record Running(long statement, List<@Nullable Object[]> rows, Ask ask, long execution) {}

  private static Request.Execute execute(WireInput in) throws MalformedException {
    Running running = running(in, 1);
    if (running.rows().size() != 1) {
      throw in.malformed("an execution has one row of parameters");
    }
    return new Request.Execute(
        running.statement(), running.rows().get(0), running.ask(), running.execution());
  }

  private static Request.Batch batch(WireInput in) throws MalformedException {
    Running running = running(in, 0);
    return new Request.Batch(
        running.statement(), running.rows(), running.ask(), running.execution());
  }

  private static Running running(WireInput in, int rowsUsual) throws MalformedException {
    long statement = 0;
    int width = 0;
    WireInput packed = new WireInput(new byte[0]);
    Ask ask = Ask.PLAIN;
    long execution = 0;
    int count = rowsUsual;
    while (!in.isAtEnd()) {
      switch (in.tag()) {
        case 1 -> statement = in.asNumber();
        case 2 -> width = in.asInteger();
        case 3 -> packed = in.asMessage();
        case 4 -> ask = ask(in.asMessage());
        case 5 -> execution = in.asNumber();
        case 6 -> count = in.asInteger();
        default -> in.pass();
      }
    }
    return new Running(statement, rows(packed, width, count), ask, execution);
  }

  private static List<@Nullable Object[]> rows(WireInput packed, int width, int count)
      throws MalformedException {
    if (width < 0 || count < 0 || (long) width * count > packed.left()) {
      throw packed.malformed(count + " rows of " + width + " values cannot follow");
    }
    if (width == 0 && count > EMPTY_ROWS_MAX) {
      throw packed.malformed(count + " rows without a value are too many");
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(ValueReader.row(packed, width));
    }
    return rows;
  }

  private static Ask ask(WireInput in) throws MalformedException {
    long rowsMax = 0;
    int fetchSize = 0;
    long timeoutMillis = 0;
    boolean isWanted = false;
    List<String> columns = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    String once = "";
    while (!in.isAtEnd()) {
      switch (in.tag()) {
        case 1 -> rowsMax = in.asNumber();
        case 2 -> fetchSize = in.asInteger();
        case 3 -> timeoutMillis = in.asNumber();
        case 4 -> isWanted = in.asFlag();
        case 5 -> columns.add(in.asText());
        case 6 -> positions.add(in.asInteger());
        case 7 -> once = in.asText();
        default -> in.pass();
      }
    }
    if (rowsMax < 0 || fetchSize < 0 || timeoutMillis < 0) {
      throw in.malformed("a limit is negative");
    }
    return new Ask(
        rowsMax,
        fetchSize,
        timeoutMillis,
        new Ask.Keys(isWanted, List.copyOf(columns), List.copyOf(positions)),
        once);
  }
}

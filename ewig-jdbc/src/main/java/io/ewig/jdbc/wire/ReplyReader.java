package io.ewig.jdbc.wire;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.packed.MalformedException;
import io.ewig.jdbc.packed.Packed;
import io.ewig.jdbc.packed.WireInput;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ReplyWriter} wrote; its page has the grammar. */
public final class ReplyReader {

  private ReplyReader() {}

  public static Reply read(byte[] bytes) throws MalformedException {
    Envelope envelope = Envelope.read(bytes);
    @Nullable SessionState state = null;
    List<Failure> warnings = new ArrayList<>();
    WireInput body = Packed.NOTHING.input();
    WireInput in = envelope.message().input();
    while (!in.isAtEnd()) {
      switch (in.tag()) {
        case 1 -> state = state(in.asMessage());
        case 2 -> warnings.add(failure(in.asMessage()));
        case 3 -> body = in.asMessage();
        default -> in.pass();
      }
    }
    if (!envelope.isOurs()) {
      throw in.malformed("'" + envelope.name() + "' is no answer of Ewig's");
    }
    String name = envelope.name().substring(Envelope.PREFIX.length());
    return new Reply(state, List.copyOf(warnings), response(name, body));
  }

  private static SessionState state(WireInput in) throws MalformedException {
    boolean isAutoCommit = false;
    boolean isInTransaction = false;
    Map<Setting, String> settings = new EnumMap<>(Setting.class);
    while (!in.isAtEnd()) {
      switch (in.tag()) {
        case 1 -> isAutoCommit = in.asFlag();
        case 2 -> {
          Pair pair = Pair.read(in.asMessage());
          CallReader.setting(pair.key()).ifPresent(it -> settings.put(it, pair.value()));
        }
        case 3 -> isInTransaction = in.asFlag();
        default -> in.pass();
      }
    }
    return new SessionState(isAutoCommit, isInTransaction, settings);
  }

  private static Failure failure(WireInput in) throws MalformedException {
    String state = "";
    int number = 0;
    String text = "";
    while (!in.isAtEnd()) {
      switch (in.tag()) {
        case 1 -> state = in.asText();
        case 2 -> number = in.asInteger();
        case 3 -> text = in.asText();
        default -> in.pass();
      }
    }
    return new Failure(state, number, text);
  }

  private static Response response(String name, WireInput in) throws MalformedException {
    return switch (name) {
      case "Opened" -> opened(in);
      case "Prepared" -> prepared(in);
      case "Rows" -> rows(in);
      case "Count" -> count(in);
      case "Counts" -> counts(in);
      case "Done" -> done(in);
      case "Failed" -> failed(in);
      default -> throw in.malformed("there is no answer '" + name + "'");
    };
  }

  private static Response opened(WireInput in) throws MalformedException {
    String session = "";
    String catalog = "";
    String version = "";
    String user = "";
    while (!in.isAtEnd()) {
      switch (in.tag()) {
        case 1 -> session = in.asText();
        case 2 -> catalog = in.asText();
        case 3 -> version = in.asText();
        case 4 -> user = in.asText();
        default -> in.pass();
      }
    }
    return new Response.Opened(session, catalog, version, user);
  }

  private static Response prepared(WireInput in) throws MalformedException {
    long statement = 0;
    boolean isQuery = false;
    List<ColumnInfo> columns = new ArrayList<>();
    List<ValueType> parameters = new ArrayList<>();
    while (!in.isAtEnd()) {
      switch (in.tag()) {
        case 1 -> statement = in.asNumber();
        case 2 -> isQuery = in.asFlag();
        case 3 -> columns.add(Shapes.column(in.asMessage()));
        case 4 -> parameters.add(Shapes.type(in.asMessage()));
        default -> in.pass();
      }
    }
    return new Response.Prepared(statement, isQuery, List.copyOf(columns), List.copyOf(parameters));
  }

  private static Response.Rows rows(WireInput in) throws MalformedException {
    int count = 0;
    Packed packed = Packed.NOTHING;
    long result = 0;
    @Nullable Failure failure = null;
    boolean hasColumns = false;
    List<ColumnInfo> columns = new ArrayList<>();
    while (!in.isAtEnd()) {
      switch (in.tag()) {
        case 1 -> count = in.asInteger();
        case 2 -> packed = in.asPacked();
        case 3 -> result = in.asNumber();
        case 4 -> failure = failure(in.asMessage());
        case 5 -> hasColumns = in.asFlag();
        case 6 -> columns.add(Shapes.column(in.asMessage()));
        default -> in.pass();
      }
    }
    return new Response.Rows(
        hasColumns ? List.copyOf(columns) : null, count, packed, result, failure);
  }

  private static Response count(WireInput in) throws MalformedException {
    long count = 0;
    Response.@Nullable Rows keys = null;
    while (!in.isAtEnd()) {
      switch (in.tag()) {
        case 1 -> count = in.asNumber();
        case 2 -> keys = rows(in.asMessage());
        default -> in.pass();
      }
    }
    return new Response.Count(count, keys);
  }

  private static Response counts(WireInput in) throws MalformedException {
    long[] counts = {};
    while (!in.isAtEnd()) {
      if (in.tag() == 1) {
        counts = numbers(in.asMessage());
      } else {
        in.pass();
      }
    }
    return new Response.Counts(counts);
  }

  private static Response done(WireInput in) throws MalformedException {
    long number = 0;
    while (!in.isAtEnd()) {
      if (in.tag() == 1) {
        number = in.asNumber();
      } else {
        in.pass();
      }
    }
    return new Response.Done(number);
  }

  private static Response failed(WireInput in) throws MalformedException {
    Failure failure = new Failure("XX000", 0, "");
    boolean isSessionLost = false;
    boolean isBatch = false;
    long[] counts = {};
    while (!in.isAtEnd()) {
      switch (in.tag()) {
        case 1 -> failure = failure(in.asMessage());
        case 2 -> isSessionLost = in.asFlag();
        case 3 -> isBatch = in.asFlag();
        case 4 -> counts = numbers(in.asMessage());
        default -> in.pass();
      }
    }
    return new Response.Failed(failure, isSessionLost, isBatch ? counts : null);
  }

  private static long[] numbers(WireInput in) throws MalformedException {
    long[] numbers = new long[in.left()];
    int count = 0;
    while (!in.isAtEnd()) {
      numbers[count++] = in.number();
    }
    return java.util.Arrays.copyOf(numbers, count);
  }
}

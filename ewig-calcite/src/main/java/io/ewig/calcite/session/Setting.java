package io.ewig.calcite.session;

import io.ewig.calcite.execution.SearchPath;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventId;
import io.ewig.engine.session.When;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What SET, SHOW and the properties of a connection know; each as a text. */
public enum Setting {
  BRANCH("the branch that statements read and write") {
    @Override
    public String get(Session session) {
      return session.settings().branch();
    }

    @Override
    void put(Session session, @Nullable String value) {
      String name = value == null ? "main" : value;
      session.engine().branches().get(name);
      if (!name.equals(session.settings().branch())) {
        session.requireNoWork("the branch");
        session.settings().setBranch(name);
      }
    }
  },
  SCHEMA("where names without a schema are looked up first, and new things made") {
    @Override
    public String get(Session session) {
      return session.settings().path().first();
    }

    @Override
    void put(Session session, @Nullable String value) {
      session.lookIn(SearchPath.of(value == null ? Settings.SCHEMA_DEFAULT : value));
    }
  },
  SEARCH_PATH("the schemas where names without one are looked up, in this order") {
    @Override
    public String get(Session session) {
      return session.settings().path().toString();
    }

    @Override
    void put(Session session, @Nullable String value) {
      session.lookIn(SearchPath.parse(value == null ? Settings.SCHEMA_DEFAULT : value));
    }
  },
  AS_OF("the moment of system time that tables are read at") {
    @Override
    public @Nullable String get(Session session) {
      return Moments.print(session.settings().asOf());
    }

    @Override
    void put(Session session, @Nullable String value) {
      ZoneId zone = session.settings().timeZone();
      session.lookAt(value == null ? When.NOW : Moments.parse(value, zone));
    }
  },
  VALID_AT("the instant of valid time that tables are read at") {
    @Override
    public @Nullable String get(Session session) {
      Instant instant = session.settings().validAt();
      return instant == null ? null : instant.toString();
    }

    @Override
    void put(Session session, @Nullable String value) {
      ZoneId zone = session.settings().timeZone();
      session.settings().setValidAt(value == null ? null : Instants.of(value, zone));
    }
  },
  READ_ONLY("whether changes are refused") {
    @Override
    public String get(Session session) {
      return Boolean.toString(session.settings().isReadOnly());
    }

    @Override
    void put(Session session, @Nullable String value) {
      session.settings().setReadOnly(value != null && flag(value));
    }
  },
  TIME_ZONE("where an instant is seen on a wall clock") {
    @Override
    public String get(Session session) {
      ZoneId zone = session.settings().timeZone();
      return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    @Override
    void put(Session session, @Nullable String value) {
      try {
        boolean isUtc = value == null || value.equalsIgnoreCase("utc");
        session.settings().setTimeZone(isUtc ? ZoneOffset.UTC : ZoneId.of(value));
      } catch (DateTimeException e) {
        throw invalid(value, "a time zone such as UTC, +02:00 or Europe/Vienna");
      }
    }
  },
  APPLICATION_NAME("the name of the program that is connected") {
    @Override
    public String get(Session session) {
      return session.settings().applicationName();
    }

    @Override
    void put(Session session, @Nullable String value) {
      session.settings().setApplicationName(value == null ? "" : value);
    }
  },
  VECTORS("whether events and rows are looked at by whole columns where that is faster") {
    @Override
    public String get(Session session) {
      return Boolean.toString(session.settings().usesVectors());
    }

    @Override
    void put(Session session, @Nullable String value) {
      session.settings().setUsesVectors(value == null || flag(value));
    }
  },
  WORKERS("how many threads look at the events of a large query: 1 or 2") {
    @Override
    public String get(Session session) {
      return Integer.toString(session.settings().workers());
    }

    @Override
    void put(Session session, @Nullable String value) {
      if (value != null && !value.equals("1") && !value.equals("2")) {
        throw invalid(value, "how many threads work on a query: 1 or 2");
      }
      session.settings().setWorkers(value == null ? Settings.WORKERS_MAX : Integer.parseInt(value));
    }
  },
  STATEMENT_TIMEOUT("how long a statement may take, in milliseconds; 0: for ever") {
    @Override
    public String get(Session session) {
      return Long.toString(session.settings().statementTimeoutMillis());
    }

    @Override
    void put(Session session, @Nullable String value) {
      session.settings().setStatementTimeoutMillis(value == null ? 0 : Timeout.millis(value));
    }
  },
  SERVER_VERSION("which Ewig this is", Version.TEXT),
  CLIENT_ENCODING("how texts are written", "UTF8"),
  STANDARD_CONFORMING_STRINGS("whether a backslash in a text is a character like others", "on"),
  TRANSACTION_ISOLATION("what a transaction sees of others", "repeatable read");

  private final String remarks;

  /** What it always is; null if it can be given a value. */
  private final @Nullable String fixed;

  Setting(String remarks) {
    this.remarks = remarks;
    this.fixed = null;
  }

  /** One that others have, and that is the same here always. */
  Setting(String remarks, String fixed) {
    this.remarks = remarks;
    this.fixed = fixed;
  }

  /** As SQL calls it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String remarks() {
    return remarks;
  }

  /** Its value, or null if there is none. */
  public @Nullable String get(Session session) {
    return fixed;
  }

  void put(Session session, @Nullable String value) {
    if (value != null && !plain(value.replace("-", "")).equals(plain(String.valueOf(fixed)))) {
      throw invalid(value, "what " + key() + " can be; it is always " + fixed);
    }
  }

  /** Gives it a value; null: the default. */
  public void set(Session session, @Nullable String value) {
    put(session, value);
  }

  /**
   * The setting of that name, however it is written: as_of, asOf, ASOF; or as PostgreSQL has it.
   */
  public static Setting of(String name) {
    String plain = plain(name);
    return Arrays.stream(values())
        .filter(setting -> plain(setting.name()).equals(plain))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    ErrorCode.UNKNOWN_SETTING,
                    "there is no setting "
                        + name
                        + "; there are "
                        + Arrays.stream(values())
                            .filter(setting -> setting.fixed == null)
                            .map(Setting::key)
                            .toList()));
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private static boolean flag(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "on", "1", "yes" -> true;
      case "false", "off", "0", "no" -> false;
      default -> throw invalid(value, "true or false");
    };
  }

  static UserException invalid(@Nullable String value, String wanted) {
    return new UserException(ErrorCode.INVALID_ARGUMENT, "'" + value + "' is not " + wanted);
  }

  /** What the library's manifest says. */
  private static final class Version {

    static final String TEXT =
        Objects.requireNonNullElse(
            Version.class.getPackage().getImplementationVersion(), "in development");

    private Version() {}
  }

  /** Moments of system time as texts. */
  private static final class Moments {

    private static final String TAG = "tag:";
    private static final String COMMIT = "commit:";
    private static final String SEQ = "seq:";

    private Moments() {}

    static When parse(String text, ZoneId zone) {
      if (text.startsWith(TAG)) {
        return new When.AtTag(text.substring(TAG.length()));
      } else if (text.startsWith(COMMIT)) {
        return new When.AfterCommit(EventId.parse(text.substring(COMMIT.length())));
      } else if (text.startsWith(SEQ)) {
        String number = text.substring(SEQ.length());
        if (!number.matches("\\d{1,18}")) {
          throw invalid(number, "the number of an event");
        }
        return new When.AfterEvent(Long.parseLong(number));
      }
      try {
        return new When.At(Instants.of(text, zone));
      } catch (UserException e) {
        throw new UserException(
            e.code(),
            "'"
                + text
                + "' is no moment; write a time as 2026-01-31 23:59:59.123, or tag:NAME, commit:ID"
                + " or seq:N",
            e);
      }
    }

    static @Nullable String print(When when) {
      if (when instanceof When.At at) {
        return at.systemTime().toString();
      } else if (when instanceof When.AtTag at) {
        return TAG + at.tag();
      } else if (when instanceof When.AfterCommit after) {
        return COMMIT + after.commit();
      } else if (when instanceof When.AfterEvent after) {
        return SEQ + after.seq();
      }
      return null;
    }
  }
}

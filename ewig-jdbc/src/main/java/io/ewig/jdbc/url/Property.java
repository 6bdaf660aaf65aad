package io.ewig.jdbc.url;

import java.sql.DriverPropertyInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every key that a URL, a {@code Properties} or a data source may have. */
public enum Property {
  USER("user", "The name of the user; it is recorded with each commit.", Kind.TEXT, null),
  PASSWORD(
      "password",
      "The password of the user or a token in its place, or the password of an encrypted database.",
      Kind.SECRET,
      null),
  BRANCH("branch", "The branch that statements read and write.", Kind.TEXT, "main"),
  SCHEMA("schema", "Where names without a schema are looked up first.", Kind.TEXT, "public"),
  AS_OF(
      "asOf",
      "Sees the database as it was recorded at this moment, such as 2026-01-31T12:00:00Z, and makes"
          + " the connection read-only. Every tool becomes a time machine with it.",
      Kind.TEXT,
      null),
  VALID_AT(
      "validAt",
      "Sees what is valid at this moment, such as 2026-01-31T12:00:00Z; now if it is not given.",
      Kind.TEXT,
      null),
  READ_ONLY("readOnly", "Refuses every write; reads beside whoever writes.", Kind.SWITCH, "false"),
  TIME_ZONE(
      "timeZone",
      "The session's time zone, such as UTC or Europe/Vienna: where an instant is seen on a wall"
          + " clock.",
      Kind.TEXT,
      "UTC"),
  CREATE_IF_MISSING(
      "createIfMissing",
      "Whether a folder that holds no database becomes one.",
      Kind.SWITCH,
      "true"),
  DURABILITY(
      "durability",
      "When a commit returns: once it is on disk (durable), at once and on disk within 100 ms"
          + " (batch), or once the operating system has it (none).",
      List.of("durable", "batch", "none"),
      "durable"),
  SIGN(
      "sign",
      "Whether a database that is made signs all that it writes; one that is there does what it"
          + " did.",
      Kind.SWITCH,
      "false"),
  APPLICATION_NAME(
      "applicationName",
      "The name of the program; it is recorded with each commit.",
      Kind.TEXT,
      null),
  QUERY_TIMEOUT_MILLIS(
      "queryTimeoutMillis",
      "How long a statement may run before it is stopped; 0 for as long as it takes.",
      Kind.COUNT,
      "0"),
  FETCH_SIZE(
      "fetchSize", "How many rows to fetch at a time; 0 for the driver's choice.", Kind.COUNT, "0"),
  MEMORY_MAX_BYTES(
      "memoryMaxBytes",
      "How much a single statement may hold in memory; 0 for the engine's choice.",
      Kind.COUNT,
      "0"),
  TLS(
      "tls",
      "Whether to encrypt what goes to a server and back, and to check that it is the right one.",
      Kind.SWITCH,
      "false"),
  TLS_CA(
      "tlsCa",
      "A PEM file with the certificates of whom to trust that a server is what it says; without,"
          + " whom the JVM trusts.",
      Kind.TEXT,
      null),
  TLS_KEY_STORE(
      "tlsKeyStore",
      "A PKCS #12 file with the certificate by which a server knows this client.",
      Kind.TEXT,
      null),
  TLS_KEY_STORE_PASSWORD("tlsKeyStorePassword", "The password of that file.", Kind.SECRET, null),
  CONNECT_TIMEOUT_MILLIS(
      "connectTimeoutMillis",
      "How long a connection to a server may take to come about, TLS included; 0 for as long as it"
          + " takes.",
      Kind.COUNT,
      "10000"),
  LOGIN_TIMEOUT_MILLIS(
      "loginTimeoutMillis",
      "How long it may take from there to a session, the server's first answer included; 0 for as"
          + " long as it takes.",
      Kind.COUNT,
      "60000"),
  SOCKET_TIMEOUT_MILLIS(
      "socketTimeoutMillis",
      "How long a server may be silent while it is waited for, as setNetworkTimeout has it; 0 for"
          + " as long as it takes.",
      Kind.COUNT,
      "0"),
  LITERAL_UNDERSCORE(
      "literalUnderscore",
      "Takes _ in patterns of DatabaseMetaData as the letter it is, for tools that forget to escape"
          + " it.",
      Kind.SWITCH,
      "false");

  private enum Kind {
    TEXT,
    SECRET,
    SWITCH,
    COUNT
  }

  /** They say how a folder is opened, and nothing of one that is open already. */
  public static final List<Property> OF_OPENING = List.of(CREATE_IF_MISSING, DURABILITY, SIGN);

  /** They say how a server is spoken to, and nothing of a database in the program's own JVM. */
  public static final List<Property> OF_TLS =
      List.of(TLS, TLS_CA, TLS_KEY_STORE, TLS_KEY_STORE_PASSWORD);

  private static final Map<String, Property> BY_KEY =
      Arrays.stream(values()).collect(Collectors.toMap(Property::key, property -> property));

  private final String key;
  private final String description;
  private final Kind kind;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> choices;

  private final @Nullable String usual;

  Property(String key, String description, Kind kind, @Nullable String usual) {
    this.key = key;
    this.description = description;
    this.kind = kind;
    this.choices = kind == Kind.SWITCH ? List.of("true", "false") : List.of();
    this.usual = usual;
  }

  Property(String key, String description, List<String> choices, String usual) {
    this.key = key;
    this.description = description;
    this.kind = Kind.TEXT;
    this.choices = choices;
    this.usual = usual;
  }

  public String key() {
    return key;
  }

  public String description() {
    return description;
  }

  /** All values it can have; empty if there are too many to list. */
  public List<String> choices() {
    return choices;
  }

  public Optional<String> usual() {
    return Optional.ofNullable(usual);
  }

  public boolean isSecret() {
    return kind == Kind.SECRET;
  }

  public static Optional<Property> ofKey(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  public static String keys() {
    return Arrays.stream(values()).map(Property::key).collect(Collectors.joining(", "));
  }

  /** Why a value will not do; empty if it will. */
  Optional<String> complaint(String value) {
    if (!choices.isEmpty() && !choices.contains(value)) {
      return Optional.of("it is one of " + String.join(", ", choices));
    }
    if (kind == Kind.COUNT && !value.matches("\\d{1,18}")) {
      return Optional.of("it is a whole number from 0");
    }
    return Optional.empty();
  }

  DriverPropertyInfo describe(@Nullable String given) {
    var info = new DriverPropertyInfo(key, given == null ? usual : given);
    info.description = description;
    info.required = false;
    if (!choices.isEmpty()) {
      info.choices = choices.toArray(String[]::new);
    }
    return info;
  }
}

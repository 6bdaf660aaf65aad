package io.ewig.calcite.session;

import io.ewig.calcite.execution.SearchPath;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.session.When;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What a session does unless a statement says otherwise; one thread. */
public final class Settings {

  /** More threads than these would leave none for who writes, on small machines. */
  static final int WORKERS_MAX = 2;

  public static final String SCHEMA_DEFAULT = "public";

  private String branch = Branch.MAIN.name();
  private SearchPath path = SearchPath.of(SCHEMA_DEFAULT);
  private String user = "";
  private String applicationName = "";
  private When asOf = When.NOW;
  private @Nullable Instant validAt;
  private boolean isReadOnly;
  private long memoryMaxBytes;
  private long statementTimeoutMillis;
  private boolean usesVectors = true;
  private int workers = WORKERS_MAX;
  private ZoneId timeZone = ZoneOffset.UTC;

  public String branch() {
    return branch;
  }

  public void setBranch(String name) {
    branch = name;
  }

  /** Where names without a schema are looked up. */
  public SearchPath path() {
    return path;
  }

  void setPath(SearchPath schemas) {
    path = schemas;
  }

  public String user() {
    return user;
  }

  public void setUser(String name) {
    user = name;
  }

  public String applicationName() {
    return applicationName;
  }

  public void setApplicationName(String name) {
    applicationName = name;
  }

  /** The moment of system time that tables are read at. */
  public When asOf() {
    return asOf;
  }

  public void setAsOf(When moment) {
    asOf = moment;
  }

  /** The instant of valid time that tables are read at; null: now. */
  public @Nullable Instant validAt() {
    return validAt;
  }

  public void setValidAt(@Nullable Instant instant) {
    validAt = instant;
  }

  public boolean isReadOnly() {
    return isReadOnly;
  }

  public void setReadOnly(boolean on) {
    isReadOnly = on;
  }

  /** Whether whole columns are looked at where that is faster; answers are the same. */
  public boolean usesVectors() {
    return usesVectors;
  }

  void setUsesVectors(boolean uses) {
    usesVectors = uses;
  }

  /** How many threads look at the events of a large query at once. */
  public int workers() {
    return workers;
  }

  void setWorkers(int threads) {
    workers = threads;
  }

  /** How long a statement may take, unless it says so itself; 0: for ever. */
  public long statementTimeoutMillis() {
    return statementTimeoutMillis;
  }

  void setStatementTimeoutMillis(long millis) {
    statementTimeoutMillis = millis;
  }

  /** How much a statement may hold in memory; 0: as much as is usual. */
  public long memoryMaxBytes() {
    return memoryMaxBytes;
  }

  public void setMemoryMaxBytes(long bytes) {
    memoryMaxBytes = bytes;
  }

  public ZoneId timeZone() {
    return timeZone;
  }

  public void setTimeZone(ZoneId zone) {
    timeZone = zone;
  }

  /** Refuses a change where the session only looks. */
  public void requireWritable() {
    if (isReadOnly) {
      throw new UserException(
          ErrorCode.READ_ONLY, "the connection is read-only; switch that off to change anything");
    }
    if (asOf != When.NOW) {
      throw new UserException(
          ErrorCode.READ_ONLY,
          "the connection looks at the past, which nobody can change; say SET as_of TO DEFAULT");
    }
  }
}

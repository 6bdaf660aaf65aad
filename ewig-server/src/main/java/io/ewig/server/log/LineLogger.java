package io.ewig.server.log;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.MDCAdapter;

/** Writes lines to the log under a name; any thread. */
final class LineLogger extends LegacyAbstractLogger {

  private static final long serialVersionUID = 1L;

  private final transient MDCAdapter context;

  LineLogger(String name, MDCAdapter context) {
    this.name = name;
    this.context = context;
  }

  private boolean isEnabled(Level level) {
    return Log.current().accepts(name, level);
  }

  @Override
  public boolean isTraceEnabled() {
    return isEnabled(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return isEnabled(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return isEnabled(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return isEnabled(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return isEnabled(Level.ERROR);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String pattern,
      @Nullable Object @Nullable [] arguments,
      @Nullable Throwable cause) {
    String text = MessageFormatter.basicArrayFormat(pattern, arguments);
    Map<String, String> said = context.getCopyOfContextMap();
    Map<String, String> facts = said == null ? Map.of() : new TreeMap<>(said);
    String thread = Thread.currentThread().getName();
    Log.current().write(level, name, thread, String.valueOf(text), facts, cause);
  }
}

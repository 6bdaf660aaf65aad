package io.ewig.server.log;

import io.ewig.server.command.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How lines look. What a client sent cannot end one, or begin another. */
public enum LogFormat {
  /** For people; a stack trace takes lines of its own. */
  TEXT {
    @Override
    String print(LogLine line) {
      StringBuilder text = new StringBuilder();
      text.append(line.time().truncatedTo(ChronoUnit.MILLIS)).append(' ');
      text.append(line.level()).append(' ').append(line.logger()).append(' ');
      line.facts()
          .forEach((name, value) -> text.append(name).append('=').append(value).append(' '));
      text.append("- ").append(visible(line.text()));
      Throwable cause = line.cause();
      if (cause != null) {
        text.append('\n').append(trace(cause).stripTrailing());
      }
      return text.toString();
    }
  },

  /** A JSON object on each line, for programs. */
  JSON {
    @Override
    String print(LogLine line) {
      JsonObject object =
          new JsonObject()
              .put("time", line.time().toString())
              .put("level", line.level().toString())
              .put("logger", line.logger())
              .put("thread", line.thread());
      line.facts().forEach(object::put);
      object.put("message", line.text());
      Throwable cause = line.cause();
      if (cause != null) {
        object.put("trace", trace(cause));
      }
      return object.toString();
    }
  };

  abstract String print(LogLine line);

  private static String trace(@Nullable Throwable cause) {
    StringWriter text = new StringWriter();
    if (cause != null) {
      cause.printStackTrace(new PrintWriter(text));
    }
    return text.toString();
  }

  private static String visible(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.chars().forEach(c -> shown.append(Character.isISOControl(c) ? ' ' : (char) c));
    return shown.toString();
  }
}

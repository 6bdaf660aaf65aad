package io.ewig.server.rest.answer;

import io.ewig.engine.event.EventId;
import io.ewig.engine.session.When;
import io.ewig.server.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters of a request, each understood or refused by name. */
public final class Wishes {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|)");
  private static final String TAG = "tag:";
  private static final String COMMIT = "commit:";
  private static final String SEQ = "seq:";

  private static final Pattern BETWEEN_WORLDS = Pattern.compile(",(?=[A-Za-z][\\w+.-]*://|$)");

  private final HttpRequest request;

  /**
   * @param known all that may be said
   */
  public Wishes(HttpRequest request, List<String> known) {
    this.request = request;
    for (String name : request.parameters().keySet()) {
      if (!known.contains(name)) {
        throw Refused.malformed(
            "there is no parameter '"
                + name
                + "' here, "
                + (known.isEmpty() ? "nor any other" : "but " + String.join(", ", known)));
      }
    }
  }

  /** The value of a parameter that has one: of two, one would be lost without a word. */
  public Optional<String> one(String name) {
    List<String> values = request.parameters(name);
    if (values.size() > 1) {
      throw Refused.malformed(
          "parameter '"
              + name
              + "' is there "
              + values.size()
              + " times, and has one value; say it once");
    }
    return values.stream().findFirst();
  }

  public Optional<String> text(String name) {
    return one(name).filter(text -> !text.isEmpty());
  }

  /** All values of a parameter, also those with commas between them. */
  public List<String> list(String name) {
    return request.parameters(name).stream()
        .flatMap(text -> List.of(text.split(",")).stream())
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** Likewise of worlds, which may have commas: one ends a world where another begins behind it. */
  public List<String> worlds(String name) {
    return request.parameters(name).stream()
        .flatMap(text -> BETWEEN_WORLDS.splitAsStream(text))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  public Optional<Long> number(String name) {
    return text(name).map(text -> number(name, text));
  }

  public static long number(String name, String text) {
    if (!text.matches("-?\\d{1,18}")) {
      throw Refused.malformed(name + " is a whole number, not '" + text + "'");
    }
    return Long.parseLong(text);
  }

  public int count(String name, int usual, int most) {
    long count = number(name).orElse((long) usual);
    if (count < 1 || count > most) {
      throw Refused.malformed(name + " is from 1 to " + most + ", not " + count);
    }
    return (int) count;
  }

  public String choice(String name, List<String> choices) {
    String chosen = text(name).orElse(choices.get(0));
    if (!choices.contains(chosen)) {
      throw Refused.malformed(
          name + " is one of " + String.join(", ", choices) + ", not '" + chosen + "'");
    }
    return chosen;
  }

  public Optional<Instant> instant(String name) {
    return text(name).map(text -> instant(name, text));
  }

  public static Instant instant(String name, String text) {
    try {
      return text.length() <= "2026-01-31".length()
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    } catch (DateTimeParseException e) {
      throw Refused.malformed(name + " is a time such as 2026-01-31T12:00:00Z, not '" + text + "'");
    }
  }

  /** A moment: a time, or what stands in its place, as in a connection's {@code asOf}. */
  public When moment(String name) {
    String text = text(name).orElse("");
    if (text.isEmpty()) {
      return When.NOW;
    } else if (text.startsWith(TAG)) {
      return new When.AtTag(text.substring(TAG.length()));
    } else if (text.startsWith(COMMIT)) {
      return new When.AfterCommit(EventId.parse(text.substring(COMMIT.length())));
    } else if (text.startsWith(SEQ)) {
      return new When.AfterEvent(number(name, text.substring(SEQ.length())));
    }
    try {
      return new When.At(instant(name, text));
    } catch (Refused e) {
      throw Refused.malformed(
          name
              + " is a time such as 2026-01-31T12:00:00Z, or seq:N, commit:ID or tag:NAME, not '"
              + text
              + "'");
    }
  }

  public Duration duration(String name, Duration usual, Duration most) {
    return text(name).map(text -> duration(name, text, most)).orElse(usual);
  }

  private static Duration duration(String name, String text, Duration most) {
    Duration said = duration(name, text);
    return said.compareTo(most) > 0 ? most : said;
  }

  public static Duration duration(String name, String text) {
    Matcher found = DURATION.matcher(text);
    if (!found.matches()) {
      throw Refused.malformed(name + " is a duration such as 30s or 500ms, not '" + text + "'");
    }
    long count = Long.parseLong(found.group(1));
    return switch (found.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofSeconds(count);
    };
  }
}

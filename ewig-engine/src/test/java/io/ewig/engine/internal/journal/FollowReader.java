package io.ewig.engine.internal.journal;

import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.Event;
import io.ewig.engine.internal.journal.JournalFixture.Kind;
import io.ewig.engine.log.Commits;
import io.ewig.engine.log.EventCursor;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Scan;
import io.ewig.engine.log.Tail;
import io.ewig.engine.log.VerifyReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The other process of {@link FollowTest}: reads a log, and answers each line with a line. */
final class FollowReader {

  private final Path folder;
  private Journal log;

  private FollowReader(Path folder) {
    this.folder = folder;
  }

  /**
   * @param args the folder
   */
  public static void main(String[] args) throws IOException {
    FollowReader reader = new FollowReader(Path.of(args[0]));
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      System.out.println(reader.answer(line.split(" ")));
      System.out.flush();
    }
  }

  private String answer(String[] order) {
    try {
      return switch (order[0]) {
        case "open" -> open();
        case "head" -> head();
        case "all" -> all();
        case "follow" -> follow(Long.parseLong(order[1]));
        case "verify" -> log.verify(Progress.SILENT).findings().toString();
        case "verify-on" -> verifyOn(Integer.parseInt(order[1]));
        case "reopen" -> reopen(Integer.parseInt(order[1]));
        case "write" -> write(Kind.valueOf(order[1]));
        case "close" -> close();
        default -> "what is " + order[0] + "?";
      };
    } catch (EwigException e) {
      return e.code() + " " + e.getMessage();
    } catch (RuntimeException | Error e) {
      return e + " at " + Arrays.asList(e.getStackTrace()).subList(0, 8);
    }
  }

  private String open() {
    log = Crashes.openReadOnly(folder);
    return head();
  }

  private String close() {
    log.close();
    return "closed";
  }

  private String head() {
    Head head = log.head();
    return head.size() + " " + head.chain();
  }

  private String all() {
    Digest digest = new Digest();
    try (EventCursor cursor = log.scan(Scan.all())) {
      while (cursor.next()) {
        digest.add(cursor.event());
      }
    }
    return digest.toString();
  }

  /** Follows the log up to so many events, and holds each against the durable mark of its time. */
  private String follow(long events) {
    Digest digest = new Digest();
    try (Tail tail = log.follow(Scan.all())) {
      for (long seq = 0; seq < events; seq++) {
        Optional<Event> event = tail.next(Duration.ofSeconds(20));
        if (event.isEmpty() || event.get().seq() != seq) {
          return "no event " + seq + " but " + event;
        }
        digest.add(event.get());
      }
    }
    return digest.toString();
  }

  /** Verifies again and again, whatever the writer does meanwhile. */
  private String verifyOn(int times) {
    long last = 0;
    for (int i = 0; i < times; i++) {
      VerifyReport report = log.verify(Progress.SILENT);
      if (!report.isSound() || report.events() < last) {
        return "verification " + i + ": " + report.events() + ", " + report.findings();
      }
      last = report.events();
    }
    return "fine";
  }

  /** Opens and closes again and again, whatever the writer does meanwhile. */
  private String reopen(int times) {
    long last = 0;
    for (int i = 0; i < times; i++) {
      try (Journal again = Crashes.openReadOnly(folder)) {
        long size = again.head().size();
        if (again.damage().isPresent() || size < last) {
          return "opening " + i + ": " + size + " after " + last + ", " + again.damage();
        }
        if (size > 0 && again.get(size - 1).seq() != size - 1) {
          return "opening " + i + ": a wrong last event";
        }
        last = size;
      } catch (EwigException e) {
        return "opening " + i + ": " + e.getMessage() + " because of " + e.getCause();
      }
    }
    return "fine";
  }

  private String write(Kind kind) {
    log = Crashes.open(folder, kind);
    log.append(new Commits(log.head().size()).of(log, 1));
    log.awaitDurable(log.appended().size());
    return "written";
  }

  /** What some events come to, in few words. */
  static final class Digest {
    private long count;
    private long sum;

    void add(Event event) {
      sum = 31 * sum + event.hash().hashCode();
      count++;
    }

    @Override
    public String toString() {
      return count + " events, " + Long.toHexString(sum);
    }
  }
}

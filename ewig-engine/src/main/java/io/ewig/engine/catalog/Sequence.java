package io.ewig.engine.catalog;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.World;
import io.ewig.engine.json.JsonBoolean;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import java.util.UUID;

/**
 * Numbers to be given out one after the other.
 *
 * <p>What is defined here is on a branch; how far it has got belongs to the database, so that no
 * number is given out twice, whatever branches do. Whoever changes how it counts, or has it begin
 * anew, gives it another id.
 *
 * @param id of its counting; unique across databases
 * @param start what it begins with again when it is restarted
 * @param step what a number differs by from the one before; not 0
 * @param min it gives none below
 * @param max it gives none above
 * @param cycle whether it goes on from the other end when there are no more
 * @param first what it began with under this id
 */
public record Sequence(
    UUID id,
    String schema,
    String name,
    long start,
    long step,
    long min,
    long max,
    boolean cycle,
    long first,
    String comment)
    implements CatalogObject {

  static final String KIND = "sequence";

  /** Documents about how far sequences are, by their ids; where the names of branches are. */
  public static final World NUMBERS = World.of("ewig://sequences");

  public Sequence {
    CatalogObject.key(KIND, schema, name);
    CatalogObject.requireComment(comment, "sequence '" + name + "'");
    if (step == 0) {
      throw invalid(name, "steps by 0", "give it another step");
    }
    if (min >= max) {
      throw invalid(name, "has the least number " + min + " and the greatest " + max, "swap them");
    }
    requireWithin(name, "starts", start, min, max);
    requireWithin(name, "begins", first, min, max);
  }

  private static void requireWithin(String name, String what, long number, long min, long max) {
    if (number < min || number > max) {
      throw invalid(name, what + " with " + number, "choose one between " + min + " and " + max);
    }
  }

  private static UserException invalid(String name, String what, String remedy) {
    return new UserException(
        ErrorCode.INVALID_ARGUMENT, "sequence '" + name + "' " + what + "; " + remedy);
  }

  /** 1, 2, 3 and so on. */
  public static Sequence of(UUID id, String schema, String name) {
    return new Sequence(id, schema, name, 1, 1, 1, Long.MAX_VALUE, false, 1, "");
  }

  static Sequence of(Members members, String comment) {
    return new Sequence(
        members.uuid("id"),
        members.text("schema"),
        members.text("name"),
        members.number("start"),
        members.number("step"),
        members.number("min"),
        members.number("max"),
        members.truth("cycle"),
        members.number("first"),
        comment);
  }

  static String keyOf(String schema, String name) {
    return CatalogObject.key(KIND, schema, name);
  }

  @Override
  public String key() {
    return keyOf(schema, name);
  }

  /**
   * The same sequence counting anew.
   *
   * @param newId one that was never used
   */
  public Sequence restarted(UUID newId, long with) {
    return new Sequence(newId, schema, name, start, step, min, max, cycle, with, comment);
  }

  /** The same sequence as if it had begun with that number. */
  public Sequence from(long number) {
    return new Sequence(id, schema, name, start, step, min, max, cycle, number, comment);
  }

  public Sequence withComment(String text) {
    return new Sequence(id, schema, name, start, step, min, max, cycle, first, text);
  }

  /**
   * The number that is given out after n others.
   *
   * @param n not negative
   */
  public long number(long n) {
    long size = Math.abs(step);
    long last = before();
    if (Long.compareUnsigned(n, last) <= 0) {
      return first + n * step;
    }
    if (!cycle) {
      throw new UserException(
          ErrorCode.SEQUENCE_EXHAUSTED,
          "sequence '"
              + name
              + "' has given out its last number, "
              + (first + last * step)
              + "; restart it, or let it cycle");
    }
    long round = Long.divideUnsigned(max - min, size) + 1; // 0: all numbers there are
    long rest = n - last - 1;
    long place = round == 0 ? rest : Long.remainderUnsigned(rest, round);
    return (step > 0 ? min : max) + place * step;
  }

  /** The same, but the last number that there is if there are not so many. */
  public long numberOrLast(long n) {
    return isPast(n) ? first + before() * step : number(n);
  }

  /** Whether there are no numbers after n others. */
  public boolean isPast(long n) {
    return !cycle && Long.compareUnsigned(n, before()) > 0;
  }

  /** How many numbers come before the last one; as unsigned, as all that is made of it. */
  private long before() {
    long way = step > 0 ? max - first : first - min;
    return Long.divideUnsigned(way, Math.abs(step));
  }

  @Override
  public JsonObject definition() {
    return JsonObject.of("kind", JsonText.of(KIND))
        .with("schema", JsonText.of(schema))
        .with("name", JsonText.of(name))
        .with("id", JsonText.of(id.toString()))
        .with("start", JsonNumber.of(start))
        .with("step", JsonNumber.of(step))
        .with("min", JsonNumber.of(min))
        .with("max", JsonNumber.of(max))
        .with("cycle", JsonBoolean.of(cycle))
        .with("first", JsonNumber.of(first));
  }

  @Override
  public String toString() {
    return "sequence " + schema + "." + name;
  }
}

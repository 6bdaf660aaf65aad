package io.ewig.calcite.expression.number;

import io.ewig.calcite.expression.Fault;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How TO_CHAR writes numbers and TO_NUMBER reads them, as in PostgreSQL: {@code 9} and {@code 0}
 * are digits, {@code .} or {@code D} the point, {@code ,} or {@code G} separates groups; {@code S},
 * {@code SG}, {@code MI}, {@code PL} and {@code PR} say where the sign stands, {@code FM} leaves
 * blanks and needless zeros out; what stands in double quotes, and any other sign, is itself.
 *
 * <p>A number that has too many digits is written as #.
 */
public final class NumberFormat {

  /** Room for any number that there is. */
  private static final int SLOTS_MAX = 1_000;

  private enum Kind {
    NINE,
    ZERO,
    GROUP,
    POINT,
    /** Before or behind all digits. */
    SIGN,
    SIGN_HERE,
    MINUS,
    PLUS,
    TEXT
  }

  private static final Set<Kind> SIGNS =
      EnumSet.of(Kind.SIGN, Kind.SIGN_HERE, Kind.MINUS, Kind.PLUS);

  private record Part(Kind kind, String text) {
    boolean isDigit() {
      return kind == Kind.NINE || kind == Kind.ZERO;
    }
  }

  private final String pattern;
  private final List<Part> parts = new ArrayList<>();
  private boolean isFilled = true;
  private boolean isAngled;

  private NumberFormat(String pattern) {
    this.pattern = pattern;
  }

  /** Understands a pattern. */
  public static NumberFormat parse(String pattern) {
    NumberFormat format = new NumberFormat(pattern);
    int at = 0;
    while (at < pattern.length()) {
      at = format.add(pattern, at);
    }
    boolean isUsable =
        format.count(Kind.POINT) <= 1
            && format.parts.size() <= SLOTS_MAX
            && format.count(Kind.SIGN) <= 1;
    if (!isUsable) {
      throw Fault.invalid(
          Fault.shown(pattern) + " is no pattern of a number; write one such as FM9,990.00");
    }
    return format;
  }

  private long count(Kind kind) {
    return parts.stream().filter(part -> part.kind == kind).count();
  }

  private int add(String pattern, int at) {
    for (String word : List.of("FM", "MI", "PL", "SG", "PR", "EEEE", "RN", "TH")) {
      if (pattern.regionMatches(true, at, word, 0, word.length())) {
        addWord(word, pattern);
        return at + word.length();
      }
    }
    switch (Character.toUpperCase(pattern.charAt(at))) {
      case '9' -> parts.add(new Part(Kind.NINE, "9"));
      case '0' -> parts.add(new Part(Kind.ZERO, "0"));
      case '.', 'D' -> parts.add(new Part(Kind.POINT, "."));
      case ',', 'G' -> parts.add(new Part(Kind.GROUP, ","));
      case 'S' -> parts.add(new Part(Kind.SIGN, ""));
      case 'V' ->
          throw Fault.unsupported("TO_CHAR and TO_NUMBER know no V in " + Fault.shown(pattern));
      case '"' -> {
        int end = pattern.indexOf('"', at + 1);
        int stop = end < 0 ? pattern.length() : end;
        parts.add(new Part(Kind.TEXT, pattern.substring(at + 1, stop)));
        return stop + 1;
      }
      default -> parts.add(new Part(Kind.TEXT, pattern.substring(at, at + 1)));
    }
    return at + 1;
  }

  private void addWord(String word, String pattern) {
    switch (word) {
      case "FM" -> isFilled = false;
      case "MI" -> parts.add(new Part(Kind.MINUS, ""));
      case "PL" -> parts.add(new Part(Kind.PLUS, ""));
      case "SG" -> parts.add(new Part(Kind.SIGN_HERE, ""));
      case "PR" -> isAngled = true;
      default ->
          throw Fault.unsupported(
              "TO_CHAR and TO_NUMBER know no " + word + " in " + Fault.shown(pattern));
    }
  }

  /** A number as the pattern has it; what is not finite has too many digits for any. */
  public String format(Number number) {
    double wide = number.doubleValue();
    boolean isInexact = number instanceof Double || number instanceof Float;
    return isInexact && !Double.isFinite(wide)
        ? new Writing("#".repeat(whole() + fraction()), whole(), wide < 0).write()
        : format(new BigDecimal(number.toString()));
  }

  private String format(BigDecimal number) {
    int whole = whole();
    int fraction = fraction();
    BigDecimal rounded = number.abs().setScale(fraction, RoundingMode.HALF_UP);
    String digits = rounded.unscaledValue().toString();
    if (digits.length() < fraction + whole) {
      digits = "0".repeat(fraction + whole - digits.length()) + digits;
    }
    boolean isTooLong = digits.length() > fraction + whole;
    if (isTooLong) {
      digits = "#".repeat(fraction + whole);
    }
    return new Writing(digits, whole, number.signum() < 0 && rounded.signum() != 0).write();
  }

  String pattern() {
    return pattern;
  }

  /** How many digits it has before the point. */
  int whole() {
    int point = firstOf(part -> part.kind == Kind.POINT);
    return (int) parts.subList(0, point).stream().filter(Part::isDigit).count();
  }

  /** How many digits it has behind the point. */
  int fraction() {
    return (int) parts.stream().filter(Part::isDigit).count() - whole();
  }

  boolean hasGroups() {
    return count(Kind.GROUP) > 0;
  }

  boolean isAngled() {
    return isAngled;
  }

  /** A text without what the pattern says as it stands. */
  String withoutTexts(String text) {
    String left = text;
    for (Part part : parts) {
      int at = part.kind == Kind.TEXT ? left.indexOf(part.text) : -1;
      left = at < 0 ? left : left.substring(0, at) + left.substring(at + part.text.length());
    }
    return left;
  }

  private int firstOf(Predicate<Part> wanted) {
    return (int) parts.stream().takeWhile(wanted.negate()).count();
  }

  private String filled(String blank) {
    return isFilled ? blank : "";
  }

  /** One number while it is written. */
  private final class Writing {
    private final String digits;
    private final boolean isNegative;
    private final int first;
    private final int last;
    private final StringBuilder out = new StringBuilder();

    /** What is written before the first digit, or the point. */
    private String before;

    private int place;

    Writing(String digits, int whole, boolean isNegative) {
      this.digits = digits;
      this.isNegative = isNegative;
      List<Part> slots = parts.stream().filter(Part::isDigit).toList();
      this.first = first(slots, whole);
      this.last = last(slots, whole);
      this.before = before();
    }

    private String before() {
      if (isAngled) {
        return isNegative ? "<" : filled(" ");
      } else if (isSignFirst()) {
        return sign();
      }
      boolean isElsewhere = parts.stream().anyMatch(part -> SIGNS.contains(part.kind));
      return isElsewhere ? "" : isNegative ? "-" : filled(" ");
    }

    private boolean isSignFirst() {
      return firstOf(part -> part.kind == Kind.SIGN) < firstOf(Part::isDigit);
    }

    /** The first digit that is written: one that counts, or one that the pattern demands. */
    private int first(List<Part> slots, int whole) {
      int found = 0;
      while (found < whole && digits.charAt(found) == '0' && slots.get(found).kind == Kind.NINE) {
        found++;
      }
      boolean isNothing = found == whole && last(slots, whole) < whole && whole > 0;
      return isNothing ? whole - 1 : found;
    }

    /** The last one: without blanks, zeros at the end are left out if they need not be. */
    private int last(List<Part> slots, int whole) {
      int found = slots.size() - 1;
      while (!isFilled
          && found >= whole
          && digits.charAt(found) == '0'
          && slots.get(found).kind == Kind.NINE) {
        found--;
      }
      return found;
    }

    String write() {
      for (Part part : parts) {
        switch (part.kind) {
          case NINE, ZERO -> digit();
          case GROUP -> out.append(place > first ? "," : filled(" "));
          case POINT -> written(".");
          case SIGN -> out.append(isSignFirst() ? "" : sign());
          case SIGN_HERE, PLUS -> out.append(sign());
          case MINUS -> out.append(isNegative ? "-" : filled(" "));
          case TEXT -> out.append(part.text);
        }
      }
      return isAngled ? out.append(isNegative ? ">" : filled(" ")).toString() : out.toString();
    }

    private String sign() {
      return isNegative ? "-" : "+";
    }

    private void digit() {
      if (place < first) {
        out.append(filled(" "));
      } else if (place <= last) {
        written(digits.substring(place, place + 1));
      }
      place++;
    }

    private void written(String text) {
      out.append(before).append(text);
      before = "";
    }
  }
}

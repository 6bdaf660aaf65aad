package io.ewig.engine.json;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number, exact as it was written; {@code 1}, {@code 1.0} and {@code 10e-1} are equal.
 *
 * <pre>
 * number  = "0" | [ "-" ] ( plain | power )          digits without needless zeros at either end
 * plain   = from 1e-6 up to, not including, 1e21: "1200", "1.25", "0.000001"
 * power   = all others: d [ "." digits ] "e" ( "+" | "-" ) exponent, as "1.5e+21", "1e-7"
 * </pre>
 *
 * <p>For what a double holds exactly in its shortest form, this is what ECMAScript writes.
 */
public final class JsonNumber implements Json {

  /** Nobody measures to a thousand digits; arithmetic with more is an attack. */
  public static final int DIGITS_MAX = 1000;

  /** Far beyond any double, yet a number written out takes but some thousand digits. */
  public static final int EXPONENT_MAX = 1000;

  private static final int CACHED_FROM = -128;
  private static final JsonNumber[] CACHED = new JsonNumber[1152];

  static {
    for (int i = 0; i < CACHED.length; i++) {
      CACHED[i] = new JsonNumber(CACHED_FROM + i, null);
    }
  }

  private final long small;
  private final @Nullable String canonical; // null where small says it all

  private JsonNumber(long small, @Nullable String canonical) {
    this.small = small;
    this.canonical = canonical;
  }

  public static JsonNumber of(long value) {
    return value >= CACHED_FROM && value < CACHED_FROM + CACHED.length
        ? CACHED[(int) value - CACHED_FROM]
        : new JsonNumber(value, null);
  }

  public static JsonNumber of(BigDecimal value) {
    return parse(value.toString());
  }

  /** Of a number as JSON writes it; refuses anything else. */
  public static JsonNumber parse(String text) {
    String canonical = NumberText.canonical(text);
    return NumberText.fitsLong(canonical)
        ? of(Long.parseLong(canonical))
        : new JsonNumber(0, canonical);
  }

  /** Whether it is a whole number between {@link Long#MIN_VALUE} and {@link Long#MAX_VALUE}. */
  public boolean isLong() {
    return canonical == null;
  }

  /** Its value; to be asked only where {@link #isLong}. */
  public long longValue() {
    if (canonical != null) {
      throw new ArithmeticException(canonical + " is not a whole number of 64 bits");
    }
    return small;
  }

  /** Its exact value. */
  public BigDecimal decimal() {
    return canonical == null ? BigDecimal.valueOf(small) : new BigDecimal(canonical);
  }

  @Override
  public int depth() {
    return 0;
  }

  @Override
  public int size() {
    return canonical == null ? NumberText.length(small) : canonical.length();
  }

  @Override
  public int write(byte[] to, int at) {
    return canonical == null ? NumberText.write(small, to, at) : Utf8.ascii(canonical, to, at);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonNumber that
        && small == that.small
        && (canonical == null ? that.canonical == null : canonical.equals(that.canonical));
  }

  @Override
  public int hashCode() {
    return canonical == null ? Long.hashCode(small) : canonical.hashCode();
  }

  @Override
  public String toString() {
    return canonical == null ? Long.toString(small) : canonical;
  }
}

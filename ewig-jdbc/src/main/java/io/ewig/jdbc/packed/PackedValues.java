package io.ewig.jdbc.packed;

import io.ewig.jdbc.link.ValueSink;
import org.jspecify.annotations.Nullable;

/** Packs the values that it is given, as {@link ValueWriter} says. */
public record PackedValues(WireOutput out) implements ValueSink {

  @Override
  public void none() {
    ValueWriter.none(out);
  }

  @Override
  public void flag(boolean flag) {
    ValueWriter.flag(flag, out);
  }

  @Override
  public void tinyint(long number) {
    ValueWriter.tinyint(number, out);
  }

  @Override
  public void smallint(long number) {
    ValueWriter.smallint(number, out);
  }

  @Override
  public void integer(long number) {
    ValueWriter.integer(number, out);
  }

  @Override
  public void bigint(long number) {
    ValueWriter.bigint(number, out);
  }

  @Override
  public void day(long day) {
    ValueWriter.day(day, out);
  }

  @Override
  public void text(byte[] bytes, int from, int end) {
    ValueWriter.text(bytes, from, end, out);
  }

  @Override
  public void value(@Nullable Object value) {
    ValueWriter.value(value, out);
  }
}

package io.ewig.engine.format.commit;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives each distinct value a number, from 0 in the order of first sight.
 *
 * <p>One thread adds; any thread looks up what was there when it learned of the number.
 */
public final class Numbered<T> {

  private final ConcurrentHashMap<T, Integer> numbers = new ConcurrentHashMap<>();
  private volatile Object[] values = new Object[16];
  private volatile int size;

  public int size() {
    return size;
  }

  /** The value's number, or -1. */
  public int find(T value) {
    Integer number = numbers.get(value);
    return number == null ? -1 : number;
  }

  /** The value's number, a new one if need be. */
  public int add(T value) {
    int known = find(value);
    if (known >= 0) {
      return known;
    }
    int number = size;
    Object[] room = values;
    if (number == room.length) {
      room = Arrays.copyOf(room, number * 2);
      values = room;
    }
    room[number] = value;
    size = number + 1;
    numbers.put(value, number);
    return number;
  }

  @SuppressWarnings("unchecked") // only add() puts anything in
  public T get(int number) {
    return (T) values[number];
  }

  @SuppressWarnings("unchecked") // only add() puts anything in
  public List<T> toList() {
    return (List<T>) List.of(Arrays.copyOf(values, size));
  }
}

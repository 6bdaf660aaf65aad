package io.ewig.engine.format.commit;

import io.ewig.engine.event.World;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A world as frames speak of it: by its number, or by its name where they give it that number. */
public final class SoughtWorld {

  private final int number;
  private final byte[] name;

  private SoughtWorld(int number, byte[] name) {
    this.number = number;
    this.name = name;
  }

  /** Null if it has no number: then there is no event of it. */
  public static @Nullable SoughtWorld in(Names names, World world) {
    int number = names.worlds.find(world);
    return number < 0
        ? null
        : new SoughtWorld(number, world.uri().getBytes(StandardCharsets.UTF_8));
  }

  public int number() {
    return number;
  }

  /** Whether these bytes are its name. */
  boolean isNamed(byte[] bytes, int from, int end) {
    return end - from == name.length && Arrays.equals(bytes, from, end, name, 0, name.length);
  }
}

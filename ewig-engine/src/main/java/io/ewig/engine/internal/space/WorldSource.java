package io.ewig.engine.internal.space;

import io.ewig.engine.event.World;
import io.ewig.engine.internal.version.Version;
import io.ewig.engine.json.Json;
import io.ewig.engine.world.ObjectSource;
import io.ewig.engine.world.WorldState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A world's objects among the versions that a reader sees. */
public final class WorldSource implements ObjectSource {

  private final Source source;
  private final byte[] objects;

  public WorldSource(World world, Source source) {
    this(Space.idOf(world), source);
  }

  /**
   * @param world its id
   */
  public WorldSource(byte[] world, Source source) {
    this.source = source;
    this.objects = Space.OBJECT.key(world);
  }

  public byte[] keyOf(String object) {
    byte[] name = object.getBytes(StandardCharsets.UTF_8);
    byte[] key = Arrays.copyOf(objects, objects.length + name.length);
    System.arraycopy(name, 0, key, objects.length, name.length);
    return key;
  }

  @Override
  public @Nullable Json get(String key) {
    Version found = source.find(keyOf(key), Long.MAX_VALUE);
    return found == null ? null : json(found);
  }

  public static Json json(Version version) {
    return Json.parse(bytes(version));
  }

  private static byte[] bytes(Version version) {
    return Objects.requireNonNull(version.value(), "found versions are no deletions");
  }

  public Source.Walk walk() {
    return source.walk(objects, Space.after(objects), Long.MAX_VALUE, false);
  }

  /** All objects. */
  public WorldState state() {
    List<String> keys = new ArrayList<>();
    List<byte[]> found = new ArrayList<>();
    Source.Walk walk = walk();
    while (walk.next()) { // in the order of bytes of UTF-8, which is that of code points
      keys.add(nameIn(walk.key()));
      found.add(bytes(walk.version()));
    }
    return WorldState.ofCanonical(keys, found);
  }

  public String nameIn(byte[] key) {
    return new String(key, objects.length, key.length - objects.length, StandardCharsets.UTF_8);
  }

  @Override
  public Iterable<String> keys() {
    List<String> keys = new ArrayList<>();
    Source.Walk walk = walk();
    while (walk.next()) {
      keys.add(nameIn(walk.key()));
    }
    return keys;
  }
}

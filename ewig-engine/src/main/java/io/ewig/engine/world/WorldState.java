package io.ewig.engine.world;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.json.CodePoints;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A world at one moment: its objects by key; immutable.
 *
 * <ul>
 *   <li>keys are sorted by code point; equal states have equal canonical bytes and equal roots;
 *   <li>it does not know which world it is of, nor when: two worlds can be equal;
 *   <li>an object that came as bytes is read when somebody asks for it.
 * </ul>
 *
 * <pre>
 * canonical = the canonical bytes of the JSON object {key:object, ...}
 * root      = SHA-256 of "EWIGWRD1" n:8, then for each object in order:
 *             key-length:4 key object-length:4 object        n:8 = number of objects; big-endian,
 *                                                            keys in UTF-8, objects canonical
 * </pre>
 */
public final class WorldState implements ObjectSource {

  public static final WorldState EMPTY = new WorldState(new String[0], new Object[0]);

  private static final byte[] DOMAIN = "EWIGWRD1".getBytes(StandardCharsets.US_ASCII);

  private final String[] keys;

  /** Each a Json, or its canonical bytes, which the Json that they are may replace at any time. */
  private final Object[] objects;

  /** Keeps the arrays, whose keys are in order: nobody may change them. */
  private WorldState(String[] keys, Object[] objects) {
    this.keys = keys;
    this.objects = objects;
  }

  public static WorldState of(Map<String, Json> objects) {
    SortedMap<String, Json> sorted = new TreeMap<>(CodePoints.ORDER);
    sorted.putAll(objects);
    return new WorldState(
        sorted.keySet().toArray(String[]::new), sorted.values().toArray(Object[]::new));
  }

  /**
   * The same of canonical bytes of objects whose keys come in order, each once; costs less.
   *
   * @param objects not to be changed
   */
  public static WorldState ofCanonical(List<String> keys, List<byte[]> objects) {
    for (int i = 1; i < keys.size(); i++) {
      InternalException.require(
          CodePoints.compare(keys.get(i - 1), keys.get(i)) < 0, "keys come in order");
    }
    return new WorldState(keys.toArray(String[]::new), objects.toArray(Object[]::new));
  }

  private Json object(int index) {
    Object object = objects[index];
    if (object instanceof byte[] bytes) {
      Json read = Json.parse(bytes);
      objects[index] = read; // two threads may both do it, and neither minds
      return read;
    }
    return (Json) object;
  }

  private byte[] canonical(int index) {
    Object object = objects[index];
    return object instanceof byte[] bytes ? bytes : ((Json) object).canonical();
  }

  private boolean isSame(int index, WorldState other, int otherIndex) {
    Object ours = objects[index];
    Object theirs = other.objects[otherIndex];
    if (ours instanceof byte[] a && theirs instanceof byte[] b) {
      return Arrays.equals(a, b);
    }
    return object(index).equals(other.object(otherIndex));
  }

  /** How many objects there are. */
  public int length() {
    return keys.length;
  }

  @Override
  public List<String> keys() {
    return Collections.unmodifiableList(Arrays.asList(keys));
  }

  @Override
  public @Nullable Json get(String key) {
    int index = Arrays.binarySearch(keys, key, CodePoints.ORDER);
    return index < 0 ? null : object(index);
  }

  /** This state with some objects replaced, or removed where there is no value. */
  WorldState overlaid(SortedMap<String, Optional<Json>> changes) {
    String[] mergedKeys = new String[keys.length + changes.size()];
    Object[] merged = new Object[mergedKeys.length];
    int length = 0;
    int at = 0;
    for (Map.Entry<String, Optional<Json>> change : changes.entrySet()) {
      int to = Arrays.binarySearch(keys, at, keys.length, change.getKey(), CodePoints.ORDER);
      int end = to < 0 ? -to - 1 : to;
      System.arraycopy(keys, at, mergedKeys, length, end - at);
      System.arraycopy(objects, at, merged, length, end - at);
      length += end - at;
      at = to < 0 ? end : end + 1;
      if (change.getValue().isPresent()) {
        mergedKeys[length] = change.getKey();
        merged[length++] = change.getValue().get();
      }
    }
    System.arraycopy(keys, at, mergedKeys, length, keys.length - at);
    System.arraycopy(objects, at, merged, length, keys.length - at);
    length += keys.length - at;
    return new WorldState(Arrays.copyOf(mergedKeys, length), Arrays.copyOf(merged, length));
  }

  /** What has to change to make another state of this one, in the order of keys. */
  public List<ObjectChange> changesTo(WorldState other) {
    List<ObjectChange> changes = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < keys.length || j < other.keys.length) {
      int side =
          i == keys.length
              ? 1
              : j == other.keys.length ? -1 : CodePoints.compare(keys[i], other.keys[j]);
      String key = side <= 0 ? keys[i] : other.keys[j];
      if (side != 0 || !isSame(i, other, j)) {
        Json before = side <= 0 ? object(i) : null;
        Json after = side >= 0 ? other.object(j) : null;
        changes.add(new ObjectChange(key, before, after));
      }
      i += side <= 0 ? 1 : 0;
      j += side >= 0 ? 1 : 0;
    }
    return changes;
  }

  /** Where this state and another first differ. */
  public Optional<Divergence> firstDivergence(WorldState other) {
    return Divergence.first(this, other);
  }

  /** Length of the canonical bytes. */
  public long size() {
    long size = 2L + keys.length + Math.max(0, keys.length - 1);
    for (int i = 0; i < keys.length; i++) {
      int length = objects[i] instanceof byte[] bytes ? bytes.length : object(i).size();
      size += JsonText.of(keys[i]).size() + length;
    }
    return size;
  }

  /** The canonical bytes, as long as they fit into an array. */
  public byte[] canonical() {
    long size = size();
    if (size > Integer.MAX_VALUE - 8) {
      throw new ResourceException(
          ErrorCode.LIMIT_REACHED,
          "the world's text has "
              + size
              + " bytes, more than an array; read its objects one by one");
    }
    byte[] bytes = new byte[(int) size];
    int at = 0;
    bytes[at++] = '{';
    for (int i = 0; i < keys.length; i++) {
      if (i > 0) {
        bytes[at++] = ',';
      }
      at = JsonText.of(keys[i]).write(bytes, at);
      bytes[at++] = ':';
      byte[] object = canonical(i);
      System.arraycopy(object, 0, bytes, at, object.length);
      at += object.length;
    }
    bytes[at] = '}';
    return bytes;
  }

  /** The hash of all objects with their keys: equal states have equal roots. */
  public Hash root() {
    Sha256 sha = new Sha256().add(DOMAIN);
    sha.add(ByteBuffer.allocate(Long.BYTES).putLong(keys.length).array());
    for (int i = 0; i < keys.length; i++) {
      addWithLength(sha, keys[i].getBytes(StandardCharsets.UTF_8));
      addWithLength(sha, canonical(i));
    }
    return sha.finish();
  }

  private static void addWithLength(Sha256 sha, byte[] bytes) {
    sha.add(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array()).add(bytes);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof WorldState that) || !Arrays.equals(keys, that.keys)) {
      return false;
    }
    int same = 0;
    while (same < keys.length && isSame(same, that, same)) {
      same++;
    }
    return same == keys.length;
  }

  @Override
  public int hashCode() {
    int hash = Arrays.hashCode(keys);
    for (int i = 0; i < objects.length; i++) {
      hash = 31 * hash + object(i).hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    return keys.length + " objects";
  }
}

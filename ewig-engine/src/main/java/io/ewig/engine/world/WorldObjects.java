package io.ewig.engine.world;

import io.ewig.engine.json.Json;

/** A world's objects as a reducer sees and changes them: its own changes are visible to it. */
public interface WorldObjects extends ObjectSource {

  /** Longest key, in bytes of UTF-8: every version of an object carries it. */
  int KEY_BYTES_MAX = 1024;

  /** Largest object, in canonical bytes: each change of an object writes it anew. */
  int OBJECT_BYTES_MAX = 8 << 20;

  /** Sets an object; refuses a key or a value over its limit, and an empty key. */
  void put(String key, Json value);

  /** Takes an object away; does nothing if there is none. */
  void remove(String key);

  /** Takes all objects away. */
  void clear();

  /** All keys as of this call, in the order of their code points; costs their number. */
  @Override
  Iterable<String> keys();
}

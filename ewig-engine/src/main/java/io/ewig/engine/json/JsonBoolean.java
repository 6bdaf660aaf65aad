package io.ewig.engine.json;

/** {@code true} or {@code false}. */
public enum JsonBoolean implements Json {
  FALSE("false"),
  TRUE("true");

  private final String word;

  JsonBoolean(String word) {
    this.word = word;
  }

  public static JsonBoolean of(boolean value) {
    return value ? TRUE : FALSE;
  }

  public boolean value() {
    return this == TRUE;
  }

  @Override
  public int depth() {
    return 0;
  }

  @Override
  public int size() {
    return word.length();
  }

  @Override
  public int write(byte[] to, int at) {
    return Utf8.ascii(word, to, at);
  }

  @Override
  public String toString() {
    return word;
  }
}

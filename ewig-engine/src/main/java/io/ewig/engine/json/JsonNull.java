package io.ewig.engine.json;

/** The JSON value {@code null}, which is a value and not the absence of one. */
public enum JsonNull implements Json {
  NULL;

  @Override
  public int depth() {
    return 0;
  }

  @Override
  public int size() {
    return 4;
  }

  @Override
  public int write(byte[] to, int at) {
    return Utf8.ascii("null", to, at);
  }

  @Override
  public String toString() {
    return text();
  }
}

package io.ewig.engine.value;

/** A JSON document as its text; whoever wants documents to compare brings them in one form. */
public record JsonText(String text) implements Comparable<JsonText> {

  @Override
  public int compareTo(JsonText other) {
    return Order.texts(text, other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}

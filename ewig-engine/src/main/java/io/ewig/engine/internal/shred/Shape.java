package io.ewig.engine.internal.shred;

import io.ewig.engine.error.UserException;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonPointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A template of documents: their text with a mark for each scalar; any scalars make it JSON.
 *
 * <p>Its {@code places} name where each mark stands; objects and arrays stand at others.
 */
final class Shape {

  /** Deeper documents are left as they are. */
  private static final int DEPTH_MAX = 32;

  private final byte[] template;
  private final int[] marks;
  private final List<JsonPointer> places = new ArrayList<>();
  private final Set<JsonPointer> containers = new HashSet<>();

  private Shape(byte[] template) {
    this.template = template;
    int count = 0;
    for (byte letter : template) {
      count += letter == DocumentsFormat.MARK ? 1 : 0;
    }
    marks = new int[count];
    int slot = 0;
    for (int i = 0; i < template.length; i++) {
      if (template[i] == DocumentsFormat.MARK) {
        marks[slot++] = i;
      }
    }
  }

  /** The shape of a template, or null if documents of that form are no JSON, or too deep. */
  static @Nullable Shape of(byte[] template) {
    Shape shape = new Shape(template);
    byte[] sample = template.clone();
    for (int mark : shape.marks) {
      sample[mark] = '0';
    }
    try {
      Json.parse(sample);
    } catch (UserException noJson) {
      return null;
    }
    return shape.marks.length <= PayloadLexer.SLOTS_MAX && shape.locate() ? shape : null;
  }

  /** What is open where the walk over a template stands: an object's key, or an array's index. */
  private static final class Open {
    final JsonPointer place;
    final boolean isArray;
    String key = "";
    int index;

    Open(JsonPointer place, boolean isArray) {
      this.place = place;
      this.isArray = isArray;
    }

    JsonPointer inside() {
      return place.then(isArray ? Integer.toString(index) : key);
    }
  }

  /** Walks over a template that is known to be well-formed. */
  private boolean locate() {
    Deque<Open> open = new ArrayDeque<>();
    for (int at = 0; at < template.length; at++) {
      Open around = open.peek();
      JsonPointer here = around == null ? JsonPointer.WHOLE : around.place;
      switch (template[at]) {
        case DocumentsFormat.MARK -> places.add(around == null ? here : around.inside());
        case '{', '[' -> {
          JsonPointer place = around == null ? here : around.inside();
          containers.add(place);
          open.push(new Open(place, template[at] == '['));
        }
        case '}', ']' -> open.pop();
        case ',' -> {
          if (around != null) {
            around.index++;
          }
        }
        case '"' -> at = key(at + 1, around);
        case ':', ' ', '\t', '\n', '\r' -> {}
        default -> {
          return false; // a scalar that is no mark
        }
      }
      if (open.size() > DEPTH_MAX) {
        return false;
      }
    }
    return places.size() == marks.length; // else there is one in a key
  }

  /** Notes a key; where its closing quote stands. */
  private int key(int from, @Nullable Open around) {
    int to = from;
    while (template[to] != '"') {
      to++;
    }
    if (around != null) {
      around.key = new String(template, from, to - from, StandardCharsets.UTF_8);
    }
    return to;
  }

  byte[] template() {
    return template;
  }

  /** Where in the template each scalar stands. */
  int mark(int slot) {
    return marks[slot];
  }

  int slots() {
    return marks.length;
  }

  /** The place of each scalar in the document. */
  List<JsonPointer> places() {
    return places;
  }

  /** Whether an object or an array stands at a place. */
  boolean hasContainer(JsonPointer place) {
    return containers.contains(place);
  }
}

package io.ewig.engine.internal.warm;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the payloads of a block together again, as {@code DocumentsFormat} describes them. */
final class PayloadsByHand {

  private static final int FIRST = 13;
  private static final int FIRST_PATH = FIRST + 3;

  private final List<byte[]> templates;
  private final WarmFileByHand.Block block;
  private final List<List<String>> slots = new ArrayList<>();
  private final List<String> paths = new ArrayList<>();
  private final long[] shapes;

  PayloadsByHand(WarmFileByHand file, WarmFileByHand.Block block) {
    this.templates = file.templates;
    this.block = block;
    for (byte[] template : file.templates) {
      List<String> places = places(new String(template, StandardCharsets.UTF_8));
      slots.add(places);
      places.stream().filter(place -> !paths.contains(place)).forEach(paths::add);
    }
    shapes = block.longs(FIRST);
  }

  /** Where each scalar of a template stands, as a JSON pointer. */
  private static List<String> places(String template) {
    List<String> places = new ArrayList<>();
    Deque<Object> path = new ArrayDeque<>(); // names, and places in lists
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '[') {
        path.push(0);
      } else if (c == '{') {
        path.push("");
      } else if (c == ']' || c == '}') {
        path.pop();
      } else if (c == ',' && path.peek() instanceof Integer index) {
        path.pop();
        path.push(index + 1);
      } else if (c == '"') {
        int end = template.indexOf('"', i + 1);
        path.pop();
        path.push(template.substring(i + 1, end));
        i = end;
      } else if (c == 0) {
        StringBuilder pointer = new StringBuilder();
        path.descendingIterator().forEachRemaining(each -> pointer.append('/').append(each));
        places.add(pointer.toString());
      }
    }
    return places;
  }

  /** The payload of each event; null for what is not in the file. */
  List<byte @Nullable []> all() {
    List<List<String>> values = new ArrayList<>();
    for (int path = 0; path < paths.size(); path++) {
      values.add(block.columns().containsKey(FIRST_PATH + path) ? values(path) : List.of());
    }
    int[] next = new int[paths.size()];
    byte[][] rest = texts(FIRST + 1, 0);
    int restNext = 0;
    List<byte @Nullable []> all = new ArrayList<>();
    for (int i = 0; i < block.events(); i++) {
      if (shapes[i] == 0) {
        all.add(rest[restNext++]);
      } else if (shapes[i] < 3) {
        all.add(null); // a blob, or erased
      } else {
        all.add(filled((int) shapes[i] - 3, values, next));
      }
    }
    return all;
  }

  private byte[][] texts(int column, int shape) {
    int count = 0;
    for (long each : shapes) {
      count += each == shape ? 1 : 0;
    }
    return count == 0 ? new byte[0][] : block.column(column).texts(count);
  }

  private byte[] filled(int shape, List<List<String>> values, int[] next) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int slot = 0;
    for (byte each : templates.get(shape)) {
      if (each == 0) {
        int path = paths.indexOf(slots.get(shape).get(slot++));
        out.writeBytes(values.get(path).get(next[path]++).getBytes(StandardCharsets.UTF_8));
      } else {
        out.write(each);
      }
    }
    return out.toByteArray();
  }

  private List<String> values(int path) {
    int count = 0;
    for (long shape : shapes) {
      count += shape >= 3 && slots.get((int) shape - 3).contains(paths.get(path)) ? 1 : 0;
    }
    WarmFileByHand.Bytes in = block.column(FIRST_PATH + path);
    long[] kinds = in.longs(count);
    int numbers = 0;
    int texts = 0;
    for (long kind : kinds) {
      numbers += kind == 4 ? 1 : 0;
      texts += kind > 4 ? 1 : 0;
    }
    List<String> digits = numbers == 0 ? List.of() : numbers(in, numbers);
    byte[][] words = texts == 0 ? new byte[0][] : in.texts(texts);
    List<String> values = new ArrayList<>();
    int nextNumber = 0;
    int nextText = 0;
    for (long kind : kinds) {
      values.add(
          switch ((int) kind) {
            case 1 -> "null";
            case 2 -> "false";
            case 3 -> "true";
            case 4 -> digits.get(nextNumber++);
            case 5, 6 -> '"' + new String(words[nextText++], StandardCharsets.UTF_8) + '"';
            default -> new String(words[nextText++], StandardCharsets.UTF_8);
          });
    }
    return values;
  }

  private static List<String> numbers(WarmFileByHand.Bytes in, int count) {
    int scale = in.unsigned();
    long[] shown = in.longs(count);
    long[] unscaled = in.longs(count);
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int own = scale == 255 ? (int) shown[i] : scale;
      BigDecimal value = BigDecimal.valueOf(unscaled[i], own).setScale((int) shown[i]);
      numbers.add(value.toPlainString());
    }
    return numbers;
  }
}

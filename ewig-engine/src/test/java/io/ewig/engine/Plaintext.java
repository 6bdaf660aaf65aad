package io.ewig.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for a text in all files of a folder, as somebody would who has found the disk. */
public final class Plaintext {

  private Plaintext() {}

  /** The files that hold a text. */
  public static List<Path> find(Path folder, String text) throws IOException {
    List<Path> found = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      if (holds(Files.readAllBytes(file), text.getBytes(StandardCharsets.UTF_8))) {
        found.add(folder.relativize(file));
      }
    }
    return found;
  }

  private static boolean holds(byte[] bytes, byte[] wanted) {
    for (int at = 0; at + wanted.length <= bytes.length; at++) {
      int same = 0;
      while (same < wanted.length && bytes[at + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }
}

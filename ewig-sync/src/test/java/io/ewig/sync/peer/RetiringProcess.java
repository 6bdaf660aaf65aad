package io.ewig.sync.peer;

import io.ewig.engine.event.Origin;
import java.nio.file.Path;

/** Retires replicas in a process of its own. */
final class RetiringProcess {

  private RetiringProcess() {}

  /**
   * @param arguments the folder, the first replica, and how many
   */
  public static void main(String... arguments) {
    int first = Integer.parseInt(arguments[1]);
    System.out.println("ready");
    retire(Path.of(arguments[0]), first, Integer.parseInt(arguments[2]));
    System.out.println("done");
  }

  static void retire(Path folder, int first, int count) {
    AcknowledgedFile file = new AcknowledgedFile(folder, () -> 0);
    for (int i = first; i < first + count; i++) {
      file.retire(origin(i));
    }
  }

  static Origin origin(int number) {
    return Origin.parse(String.format("%032x", number));
  }
}

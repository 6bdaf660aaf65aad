package io.ewig.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Network namespaces of Linux, each two of which have a cable between them; nobody else is reached
 * from there.
 */
final class Namespaces implements AutoCloseable {

  private final String prefix = "ewig-" + ProcessHandle.current().pid() + "-";
  private final int count;

  private Namespaces(int count) {
    this.count = count;
  }

  /** Why there can be none here, or nothing. */
  static String obstacle() {
    String name = "ewig-try-" + ProcessHandle.current().pid();
    try {
      String said = said("ip", "netns", "add", name);
      return said.isEmpty() ? said("ip", "netns", "del", name) : said;
    } catch (IOException e) {
      return "there is no command ip: " + e.getMessage();
    }
  }

  static Namespaces open(int count) throws IOException {
    Namespaces all = new Namespaces(count);
    for (int i = 0; i < count; i++) {
      run("ip", "netns", "add", all.name(i));
      run("ip", "-n", all.name(i), "link", "set", "lo", "up");
    }
    for (int one = 0; one < count; one++) {
      for (int other = one + 1; other < count; other++) {
        run(
            "ip",
            "link",
            "add",
            cable(other),
            "netns",
            all.name(one),
            "type",
            "veth",
            "peer",
            "name",
            cable(one),
            "netns",
            all.name(other));
        all.plug(one, other);
        all.plug(other, one);
      }
    }
    return all;
  }

  private void plug(int at, int to) throws IOException {
    run("ip", "-n", name(at), "addr", "add", address(at, to) + "/24", "dev", cable(to));
    run("ip", "-n", name(at), "link", "set", cable(to), "up");
  }

  private String name(int at) {
    return prefix + at;
  }

  private static String cable(int to) {
    return "to" + to;
  }

  /** Under which one is known to another. */
  static String address(int of, int to) {
    return "10.77." + (10 * Math.min(of, to) + Math.max(of, to)) + "." + (1 + of);
  }

  /** From now on all that the two send each other is lost, and neither is told. */
  void cut(int one, int other) throws IOException {
    misdirect(one, other);
    misdirect(other, one);
  }

  /** To a station that is not there. */
  private void misdirect(int at, int to) throws IOException {
    run(
        "ip",
        "-n",
        name(at),
        "neigh",
        "replace",
        address(to, at),
        "lladdr",
        "02:00:00:00:00:99",
        "nud",
        "permanent",
        "dev",
        cable(to));
  }

  void heal(int one, int other) throws IOException {
    run("ip", "-n", name(one), "neigh", "del", address(other, one), "dev", cable(other));
    run("ip", "-n", name(other), "neigh", "del", address(one, other), "dev", cable(one));
  }

  /** Pulls the plug: both are told that there is no line. */
  void unplug(int one, int other) throws IOException {
    run("ip", "-n", name(one), "link", "set", cable(other), "down");
  }

  void replug(int one, int other) throws IOException {
    run("ip", "-n", name(one), "link", "set", cable(other), "up");
  }

  /** A command, to be run in there. */
  ProcessBuilder command(int at, List<String> words) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name(at)));
    all.addAll(words);
    return new ProcessBuilder(all);
  }

  private static void run(String... words) throws IOException {
    assertThat(said(words)).as(String.join(" ", words)).isEmpty();
  }

  /** What a command complains about. */
  private static String said(String... words) throws IOException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return process.onExit().join().exitValue() == 0 ? "" : said + " (" + words[0] + ")";
  }

  @Override
  public void close() {
    IntStream.range(0, count)
        .forEach(
            i -> {
              try {
                run("ip", "netns", "del", name(i));
              } catch (IOException e) {
                throw new AssertionError("namespace " + name(i) + " is left behind", e);
              }
            });
  }
}

package io.ewig.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ewig.engine.Ewig;
import io.ewig.engine.log.Progress;
import io.ewig.sync.peer.Peer;
import io.ewig.sync.peer.PeerFile;
import io.ewig.sync.session.Direction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Three servers on three networks of Linux's own, whose cables are cut. */
@EnabledIfSystemProperty(named = "ewig.tier", matches = "long")
class NetworkPartitionTest {

  private static final int NODES = 3;
  private static final int WRITES = 20;
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final Duration HEALED_MAX = Duration.ofSeconds(10);
  private static final Duration STARTED_MAX = Duration.ofSeconds(60);

  /** So long that the system's own pauses would outlast the healing. */
  private static final long APART_MILLIS = 30_000;

  @TempDir private Path temporary;

  private final List<Node> nodes = new ArrayList<>();
  private int written;

  /** A server that is told what to do by lines. */
  private record Node(Process process, Writer in, BufferedReader out) {

    static Node start(Namespaces networks, int at, Path folder) throws IOException {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      Process process =
          networks
              .command(
                  at,
                  List.of(
                      java,
                      "-XX:TieredStopAtLevel=1",
                      "-cp",
                      System.getProperty("java.class.path"),
                      NetworkNode.class.getName(),
                      folder.toString()))
              .redirectError(folder.resolveSibling(folder.getFileName() + ".err").toFile())
              .start();
      Node node =
          new Node(
              process,
              process.outputWriter(StandardCharsets.UTF_8),
              process.inputReader(StandardCharsets.UTF_8));
      assertThat(node.out.readLine()).isEqualTo("ready");
      return node;
    }

    /** How many events it has then, and what these come to. */
    String tell(String line) throws IOException {
      in.write(line + "\n");
      in.flush();
      return String.valueOf(out.readLine());
    }

    /** {@code ip netns exec} becomes the command that it is given, so this is kill -9. */
    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void threeThatWereApartAreOneWithinTenSecondsOfTheHealing() throws Exception {
    String obstacle = Namespaces.obstacle();
    assumeTrue(obstacle.isEmpty(), "no namespaces here: " + obstacle);
    try (Namespaces networks = Namespaces.open(NODES)) {
      try {
        for (int i = 0; i < NODES; i++) {
          befriend(i);
          nodes.add(Node.start(networks, i, folder(i)));
        }
        write();
        awaitEqual(STARTED_MAX);
        cutOne(networks);
        pullAll(networks);
        killOneApart(networks);
      } finally {
        for (Node node : nodes) {
          node.kill();
        }
      }
    }
    for (int i = 0; i < NODES; i++) {
      try (Ewig db = Ewig.open(folder(i))) {
        assertThat(db.head().size()).isEqualTo(written);
        assertThat(db.verify(Progress.SILENT).isSound()).isTrue();
      }
    }
  }

  private Path folder(int of) {
    return temporary.resolve("node-" + of);
  }

  private void befriend(int at) {
    Ewig.open(folder(at)).close();
    PeerFile peers = new PeerFile(folder(at).resolve(SyncResource.FOLDER));
    for (int to = 0; to < NODES; to++) {
      if (to != at) {
        String url = "http://" + Namespaces.address(to, at) + ":" + NetworkNode.PORT;
        peers.put(new Peer("node-" + to, url, Direction.BOTH, INTERVAL, Optional.empty()));
      }
    }
  }

  /** What one sends, and what is sent to it, is lost; the others meet. */
  private void cutOne(Namespaces networks) throws Exception {
    networks.cut(0, 2);
    networks.cut(1, 2);
    write();
    Thread.sleep(APART_MILLIS);
    assertThat(states()).hasSize(2);
    networks.heal(0, 2);
    networks.heal(1, 2);
    awaitEqual(HEALED_MAX);
  }

  /** Nobody reaches anybody, and all know. */
  private void pullAll(Namespaces networks) throws Exception {
    networks.unplug(0, 1);
    networks.unplug(0, 2);
    networks.unplug(1, 2);
    write();
    Thread.sleep(APART_MILLIS);
    assertThat(states()).hasSize(NODES);
    networks.replug(0, 1);
    networks.replug(0, 2);
    networks.replug(1, 2);
    awaitEqual(HEALED_MAX);
  }

  /** One is killed while it is cut off, and has all that it had told of when it is back. */
  private void killOneApart(Namespaces networks) throws Exception {
    networks.cut(0, 1);
    networks.cut(0, 2);
    write();
    nodes.get(0).kill();
    write(1, 2);
    nodes.set(0, Node.start(networks, 0, folder(0)));
    networks.heal(0, 1);
    networks.heal(0, 2);
    awaitEqual(HEALED_MAX);
  }

  private void write() throws IOException {
    write(0, 1, 2);
  }

  private void write(int... who) throws IOException {
    for (int i = 0; i < WRITES; i++) {
      for (int at : who) {
        nodes.get(at).tell("plant n" + written++);
      }
    }
  }

  private Set<String> states() throws IOException {
    Set<String> states = new HashSet<>();
    for (Node node : nodes) {
      states.add(node.tell("state"));
    }
    return states;
  }

  private void awaitEqual(Duration most) throws Exception {
    long from = System.nanoTime();
    Set<String> states = states();
    while (states.size() > 1 || !states.iterator().next().startsWith(written + " ")) {
      assertThat(Duration.ofNanos(System.nanoTime() - from)).as("%s", states).isLessThan(most);
      Thread.sleep(20);
      states = states();
    }
  }
}

package io.ewig.sync.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.Repairs;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Progress;
import io.ewig.engine.part.Filter;
import io.ewig.engine.repair.RepairReport;
import io.ewig.sync.session.Direction;
import io.ewig.sync.session.Endpoint;
import io.ewig.sync.session.EngineLocal;
import io.ewig.sync.session.Meeting;
import io.ewig.sync.session.MemoryQuarantine;
import io.ewig.sync.session.SessionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments that are damaged, where one of the two replicas keeps a part of the history. */
class RepairOfPartTest {

  private static final Filter ROSES = Filter.parse("world a://garden/roses");
  private static final Config PLAIN =
      Config.defaults()
          .withLog(LogKind.PLAIN)
          .withSegmentBytes(1 << 20)
          .withDurability(Durability.NONE);

  private final Ewig there = Ewig.inMemory();

  @TempDir private Path folder;

  @BeforeEach
  void plant() {
    for (int i = 0; i < 700; i++) {
      plant("roses", "rose " + i + "-".repeat(2_000));
      plant("ferns", "fern " + i);
    }
  }

  private void plant(String bed, String id) {
    there.append(EventBuilder.in("a://garden/" + bed).json("{\"id\":\"" + id + "\"}"));
  }

  @AfterEach
  void close() {
    there.close();
  }

  private static Endpoint endpoint(Ewig of) {
    return new Endpoint(
        new EngineLocal(of), new MemoryQuarantine(), SessionOptions.of(Direction.BOTH));
  }

  private static void fill(Ewig to, Ewig from) throws IOException {
    Meeting meeting =
        new Meeting(
            new EngineLocal(to), new MemoryQuarantine(), Direction.BOTH, endpoint(from)::answer);
    assertThat(meeting.run().equal()).isTrue();
  }

  private Path damage() throws IOException {
    Path segment = folder.resolve("log/sealed/00000001.ewl");
    byte[] bytes = Files.readAllBytes(segment);
    for (int at = bytes.length / 4; at < bytes.length / 2; at += 100) {
      bytes[at] ^= 1;
    }
    Files.write(segment, bytes);
    return segment;
  }

  private RepairReport repair(Ewig from) throws IOException {
    return Repairs.run(
        folder, PLAIN, self -> new PeerSpares(self, endpoint(from)::answer), Progress.SILENT);
  }

  @Test
  void aPartIsPutTogetherAgainAsAPart() throws IOException {
    Hash root;
    VersionVector version;
    try (Ewig part = Ewig.open(folder, PLAIN.withFilter(ROSES))) {
      fill(part, there);
      root = part.view().root();
      version = part.replica().version();
    }
    Path unused = damage();
    RepairReport report = repair(there);
    assertThat(report.isSound()).as("%s", report).isTrue();
    assertThat(report.commits()).isPositive();
    try (Ewig part = Ewig.open(folder, PLAIN)) {
      assertThat(part.replica().version()).isEqualTo(version);
      assertThat(part.view().root()).isEqualTo(root);
      for (long seq = 0; seq < part.head().size(); seq++) {
        boolean isRose = part.get(seq).world().equals(World.of("a://garden/roses"));
        assertThat(part.get(seq).payload())
            .isInstanceOf(isRose ? Payload.Inline.class : Payload.Withheld.class);
      }
      assertThat(part.state().verify(Progress.SILENT).findings()).isEmpty();
      part.replica().keep(Filter.EVERYTHING);
      fill(part, there);
      assertThat(part.replica().root()).isEqualTo(there.replica().root());
    }
  }

  /** Hashes hold without payloads: what comes without one would be lost, and all would verify. */
  @Test
  void aWholeTakesNothingThatIsNotWhole() throws IOException {
    try (Ewig whole = Ewig.open(folder, PLAIN)) {
      fill(whole, there);
    }
    Path segment = damage();
    byte[] bytes = Files.readAllBytes(segment);
    Config inMemory = Config.defaults().withLog(LogKind.MEMORY).withFilter(ROSES);
    try (Ewig part = Ewig.open(Path.of("memory"), inMemory)) {
      fill(part, there);
      RepairReport report = repair(part);
      assertThat(report.isSound()).isFalse();
      assertThat(report.left().toString()).contains("nobody who was asked has it as it was");
    }
    assertThat(Files.readAllBytes(segment)).isEqualTo(bytes);
    assertThat(repair(there).isSound()).isTrue();
  }
}

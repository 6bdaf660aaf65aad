package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Erasure;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.InclusionProof;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.log.LogChain;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Scan;
import io.ewig.engine.world.WorldState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was erased is in no file and in no answer; all else is as it was. */
class ErasureTest {

  private static final World GARDEN = World.of("a://garden");

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void name() {
    folder = temp.resolve("db");
  }

  /** How a database may lie on disk. */
  enum Kind {
    PLAIN,
    CHRONICLE,
    ENCRYPTED
  }

  private Config config(Kind kind) {
    Config config =
        Config.defaults()
            .withLog(kind == Kind.CHRONICLE ? LogKind.CHRONICLE : LogKind.PLAIN)
            .withSegmentBytes(1 << 20);
    if (kind != Kind.ENCRYPTED) {
      return config;
    }
    Path key = temp.resolve("key");
    if (!Files.exists(key)) {
      Keys.generateFile(key, new SecureRandom());
    }
    return config.withKey(Keys.file(key));
  }

  private Ewig open(Kind kind) {
    return Ewig.open(folder, config(kind), SmallWorkings.on(new RealDisk()));
  }

  private static String text(WorldState state) {
    return new String(state.canonical(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void erasedRowsAreInNoFileAndInNoAnswer(Kind kind) throws Exception {
    List<String> before;
    long size;
    Hash root;
    InclusionProof proof;
    Event event;
    SortedMap<String, Hash> roots;
    try (Ewig db = open(kind)) {
      People.fill(db);
      size = db.head().size();
      root = db.log().root(size);
      event = db.get(20);
      proof = db.log().proveInclusion(20, size);
      before = People.answers(db, size);
      assertThat(Plaintext.find(folder, People.SECRET).isEmpty()).isEqualTo(kind == Kind.ENCRYPTED);

      assertThat(db.erasures().rows(People.PEOPLE, People.secret(), People.REASON)).isEqualTo(3);

      assertThat(Plaintext.find(folder, People.SECRET)).isEmpty();
      assertThat(People.answers(db, size)).isEqualTo(before);
      People.assertNothingIsLeft(db, size);
      assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
      assertThat(db.verifyState(Progress.SILENT).findings()).isEmpty();
      assertThat(db.log().root(size)).isEqualTo(root);
      People.put(db, "main", 7, "somebody else", null);
      roots = db.roots();
    }
    assertThat(Plaintext.find(folder, People.SECRET)).isEmpty();
    try (Ewig db = open(kind)) {
      assertThat(db.roots()).isEqualTo(roots);
      assertThat(People.answers(db, size)).isEqualTo(before);
      People.assertNothingIsLeft(db, size);
      Hash leaf = LogChain.leaf(event.hash(), event.systemNanos());
      assertThat(proof.provesInclusion(20, leaf, size, root)).isTrue();
      assertThat(db.log().proveInclusion(20, size)).isEqualTo(proof);
      assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
    }
    try (Ewig db = Ewig.rebuild(folder, config(kind), SmallWorkings.on(new RealDisk()))) {
      assertThat(db.roots()).isEqualTo(roots);
      assertThat(db.verifyState(Progress.SILENT).findings()).isEmpty();
    }
  }

  @Test
  void theErasureItselfIsHistory() {
    try (Ewig db = open(Kind.PLAIN)) {
      People.fill(db);
      long at = db.head().size();
      db.erasures().rows(People.PEOPLE, People.secret(), People.REASON);
      Commit commit = db.commitOf(at);
      assertThat(commit.info().author()).isEqualTo("dpo");
      assertThat(commit.info().message()).isEqualTo("request 7");
      assertThat(commit.first().type()).isEqualTo(EventType.PAYLOAD_ERASED);
      List<Hash> named = Erasure.read(db.payload(commit.first())).events();
      assertThat(named).hasSize(7);
      for (Hash hash : named) {
        Event erased = db.get(hash).orElseThrow();
        assertThat(erased.payload()).isInstanceOf(Payload.Erased.class);
        assertThatThrownBy(() -> db.payload(erased))
            .isInstanceOf(EwigException.class)
            .hasMessageContaining("erased");
      }
      assertThat(db.erasures().rows(People.PEOPLE, People.secret(), People.REASON)).isZero();
      assertThat(db.head().size()).isEqualTo(commit.endSeq());
    }
  }

  @Test
  void eventsOfAWorldAreErasedAndItsStateLeavesThemOut() throws Exception {
    try (Ewig db = open(Kind.PLAIN)) {
      db.append(
          EventBuilder.in("a://garden").type("StateChanged").json("{\"id\":\"rose\",\"n\":1}"));
      long told =
          db.append(
                  EventBuilder.in("a://garden")
                      .type("StateChanged")
                      .json("{\"id\":\"rose\",\"of\":\"" + People.SECRET + "\"}"))
              .firstSeq();
      db.append(
          EventBuilder.in("a://garden").type("StateChanged").json("{\"id\":\"rose\",\"m\":2}"));
      db.append(EventBuilder.in("a://garden").type("Photo").payload(People.photo(2 << 20)));
      assertThat(text(db.timeline(GARDEN).latest())).contains(People.SECRET);
      assertThat(db.erasures().events(Scan.all().from(told).before(told + 1), People.REASON))
          .isEqualTo(1);
      assertThat(Plaintext.find(folder, People.SECRET)).hasSize(1); // the photo
      assertThat(text(db.view().world(GARDEN)))
          .doesNotContain(People.SECRET)
          .contains("m")
          .contains("n");
      assertThat(text(db.timeline(GARDEN).latest())).doesNotContain(People.SECRET);
      assertThat(db.erasures().world(GARDEN, People.REASON)).isEqualTo(3);
      assertThat(Plaintext.find(folder, People.SECRET)).isEmpty();
      assertThat(db.view().world(GARDEN).length()).isZero();
      assertThat(db.verifyState(Progress.SILENT).findings()).isEmpty();
      assertThat(db.verify(Progress.SILENT).findings()).isEmpty();
    }
  }
}

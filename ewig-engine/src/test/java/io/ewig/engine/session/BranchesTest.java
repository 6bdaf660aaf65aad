package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.Receipt;
import io.ewig.engine.branch.BranchInfo;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.World;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BranchesTest {

  private static final World GARDEN = World.of("a://garden");

  private final Ewig db = Ewig.inMemory();
  private final Branches branches = db.branches();

  @AfterEach
  void close() {
    db.close();
  }

  private static Receipt plant(Ewig on, String branch, String id) {
    EventBuilder event = EventBuilder.in(GARDEN).type("ObjectCreated");
    return on.batch().on(branch).add(event.json("{\"id\":\"" + id + "\"}")).commit();
  }

  private static List<String> grows(Ewig on, String branch, When when) {
    return on.view(branch, when).world(GARDEN).keys();
  }

  private List<String> grows(String branch) {
    return grows(db, branch, When.NOW);
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(UserException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void aBranchGoesItsOwnWay() {
    plant(db, "main", "rose");
    branches.create("dev", "main");
    plant(db, "dev", "tulip");
    plant(db, "main", "aster");
    assertThat(grows("dev")).containsExactly("rose", "tulip");
    assertThat(grows("main")).containsExactly("aster", "rose");
    branches.create("deeper", "dev");
    plant(db, "deeper", "fern");
    plant(db, "dev", "moss");
    assertThat(grows("deeper")).containsExactly("fern", "rose", "tulip");
  }

  @Test
  void aBranchStartsInThePast() {
    Receipt first = plant(db, "main", "rose");
    plant(db, "main", "aster");
    branches.create("old", "main", new When.AfterEvent(first.firstSeq()), null);
    assertThat(grows("old")).containsExactly("rose");
    branches.create("same", "main", new When.AfterCommit(first.commit()), null);
    assertThat(grows("same")).containsExactly("rose");
    branches.create("then", "main", new When.At(first.systemTime()), null);
    assertThat(grows("then")).containsExactly("rose");
  }

  @Test
  void itsFirstCommitFollowsTheOneItWasForkedAt() {
    Receipt rose = plant(db, "main", "rose");
    branches.create("dev", "main");
    Receipt tulip = plant(db, "dev", "tulip");
    assertThat(db.events().commitOf(tulip.firstSeq()).info().parents())
        .containsExactly(rose.commit());
    assertThat(branches.log("dev", When.NOW, 10))
        .extracting(commit -> commit.id())
        .containsExactly(tulip.commit(), rose.commit());
  }

  @Test
  void aBranchOfOneWorldTakesNoOther() {
    plant(db, "main", "rose");
    branches.create("garden", "main", When.NOW, GARDEN);
    plant(db, "garden", "tulip");
    assertRefused(
        ErrorCode.INVALID_WORLD,
        () ->
            db.batch().on("garden").add(EventBuilder.in(World.of("a://pond")).json("1")).commit());
  }

  @Test
  void aDroppedBranchComesBackAsItWas() {
    plant(db, "main", "rose");
    branches.create("dev", "main");
    plant(db, "dev", "tulip");
    branches.drop("dev");
    assertRefused(ErrorCode.UNKNOWN_BRANCH, () -> grows("dev"));
    branches.restore("dev");
    assertThat(grows("dev")).containsExactly("rose", "tulip");
    assertThat(branches.reflog("dev")).hasSize(3);
  }

  @Test
  void aNameUsedAgainIsAnotherBranch() {
    plant(db, "main", "rose");
    branches.create("dev", "main");
    plant(db, "dev", "tulip");
    long then = db.head().size();
    branches.drop("dev");
    branches.create("dev", "main");
    assertThat(grows("dev")).containsExactly("rose");
    assertThat(grows(db, "dev", new When.AfterEvent(then - 1))).containsExactly("rose", "tulip");
  }

  @Test
  void aResetBranchIsWhereItWasPut() {
    Receipt rose = plant(db, "main", "rose");
    plant(db, "main", "aster");
    long then = db.head().size();
    branches.reset("main", "main", new When.AfterCommit(rose.commit()));
    assertThat(grows("main")).containsExactly("rose");
    plant(db, "main", "fern");
    assertThat(grows("main")).containsExactly("fern", "rose");
    assertThat(grows(db, "main", new When.AfterEvent(then - 1))).containsExactly("aster", "rose");
  }

  @Test
  void aRenamedBranchGoesOn() {
    plant(db, "main", "rose");
    branches.create("dev", "main");
    plant(db, "dev", "tulip");
    branches.rename("dev", "next");
    plant(db, "next", "moss");
    assertThat(grows("next")).containsExactly("moss", "rose", "tulip");
    assertThat(branches.list()).extracting(BranchInfo::name).containsExactly("main", "next");
  }

  @Test
  void aTagStaysWhereItIs() {
    plant(db, "main", "rose");
    branches.tag("spring", "main", When.NOW, "all is green");
    plant(db, "main", "aster");
    assertThat(grows(db, "main", new When.AtTag("spring"))).containsExactly("rose");
    assertThat(branches.tags()).extracting(tag -> tag.message()).containsExactly("all is green");
    branches.dropTag("spring");
    assertRefused(ErrorCode.UNKNOWN_OBJECT, () -> branches.tag("spring"));
  }

  @Test
  void namesThatDoNotFitAreRefused() {
    plant(db, "main", "rose");
    branches.create("dev", "main");
    assertRefused(ErrorCode.DUPLICATE_BRANCH, () -> branches.create("dev", "main"));
    assertRefused(ErrorCode.UNKNOWN_BRANCH, () -> branches.create("x", "nowhere"));
    assertRefused(ErrorCode.INVALID_ARGUMENT, () -> branches.create("ewig.x", "main"));
    assertRefused(ErrorCode.INVALID_ARGUMENT, () -> branches.create("two words", "main"));
    assertRefused(ErrorCode.INVALID_ARGUMENT, () -> branches.drop("main"));
    assertRefused(ErrorCode.INVALID_ARGUMENT, () -> branches.rename("main", "trunk"));
    assertRefused(ErrorCode.DUPLICATE_BRANCH, () -> branches.rename("dev", "main"));
    assertRefused(ErrorCode.UNKNOWN_BRANCH, () -> branches.restore("never"));
    assertRefused(ErrorCode.DUPLICATE_BRANCH, () -> branches.restore("dev"));
    assertRefused(ErrorCode.UNKNOWN_OBJECT, () -> branches.dropTag("none"));
    assertRefused(ErrorCode.UNKNOWN_BRANCH, () -> plant(db, "nowhere", "x"));
  }

  @Test
  void whoReadsBesideAWriterSeesNewNames(@TempDir Path folder) {
    Config config = Config.defaults().withLog(LogKind.PLAIN);
    try (Ewig writer = Ewig.open(folder, config)) {
      plant(writer, "main", "rose");
      try (Ewig reader = Ewig.open(folder, config.withReadOnly(true))) {
        assertThat(reader.branches().list()).extracting(BranchInfo::name).containsExactly("main");
        writer.branches().create("dev", "main");
        plant(writer, "dev", "tulip");
        assertThat(reader.branches().list())
            .extracting(BranchInfo::name)
            .containsExactly("dev", "main");
        assertThat(grows(reader, "dev", When.NOW)).containsExactly("rose", "tulip");
      }
    }
  }

  @Test
  void whatIsAppendedFirstAfterReopeningGoesWhereTheNamePoints(@TempDir Path folder) {
    Config config = Config.defaults().withLog(LogKind.PLAIN);
    try (Ewig disk = Ewig.open(folder, config)) {
      Receipt rose = plant(disk, "main", "rose");
      plant(disk, "main", "aster");
      disk.branches().create("dev", "main");
      disk.branches().reset("main", "main", new When.AfterEvent(rose.firstSeq()));
    }
    try (Ewig disk = Ewig.open(folder, config)) {
      plant(disk, "dev", "tulip");
      plant(disk, "main", "fern");
      assertThat(grows(disk, "dev", When.NOW)).containsExactly("aster", "rose", "tulip");
      assertThat(grows(disk, "main", When.NOW)).containsExactly("fern", "rose");
    }
  }

  @Test
  void branchesComeBackAfterReopening(@TempDir Path folder) {
    Config config = Config.defaults().withLog(LogKind.PLAIN);
    for (int round = 0; round < 3; round++) {
      try (Ewig disk = Ewig.open(folder, config)) {
        if (round == 0) {
          plant(disk, "main", "rose");
          disk.branches().create("dev", "main");
          plant(disk, "dev", "tulip");
          disk.branches().tag("spring", "dev", When.NOW, "");
          plant(disk, "dev", "moss");
          for (int i = 0; i < 6_000; i++) {
            plant(disk, "main", "grass");
          }
        }
        assertThat(grows(disk, "dev", When.NOW)).containsExactly("moss", "rose", "tulip");
        assertThat(grows(disk, "main", new When.AtTag("spring"))).containsExactly("rose", "tulip");
        assertThat(grows(disk, "main", When.NOW)).containsExactly("grass", "rose");
        assertThat(disk.branches().list()).hasSize(2);
      }
    }
  }
}

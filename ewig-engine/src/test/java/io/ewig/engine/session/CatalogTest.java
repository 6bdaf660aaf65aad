package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.catalog.CatalogObject;
import io.ewig.engine.catalog.Schema;
import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.catalog.SqlView;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.internal.commit.Proposal;
import io.ewig.engine.json.Json;
import io.ewig.engine.log.Durability;
import io.ewig.engine.merge.MergeConflict;
import io.ewig.engine.merge.MergeStrategy;
import io.ewig.engine.merge.Resolution;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Type;
import io.ewig.engine.world.ObjectSet;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Views, sequences and schemas: defined in transactions, on branches, merged, and seen as of. */
class CatalogTest {

  private final TestDatabase db = TestDatabase.onDisk(Durability.NONE);
  private final SqlView roses =
      new SqlView("public", "roses", List.of("id"), "SELECT id FROM plants", "all of them");
  private final Sequence numbers = Sequence.of(new UUID(8, 1), "public", "numbers");

  @AfterEach
  void close() {
    db.close();
  }

  private static Table table(String schema, String name, long id) {
    return new TableBuilder(new UUID(9, id), schema, name)
        .notNull("id", Type.BIGINT)
        .primaryKey("id")
        .build();
  }

  private Commit commit(String branch, Consumer<Transaction> changes) {
    db.tick(1_000);
    try (Transaction tx = db.begin(branch)) {
      changes.accept(tx);
      return tx.commit().orElseThrow();
    }
  }

  private Catalog catalog(String branch) {
    return db.view(branch, When.NOW).catalog();
  }

  private Catalog catalog() {
    return catalog("main");
  }

  private static void assertRefused(ErrorCode code, String text, ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOf(EwigException.class)
        .hasMessageContaining(text)
        .satisfies(e -> assertThat(((EwigException) e).code()).isEqualTo(code));
  }

  // ---- what is there

  /** A name is cut between characters, and what is called as it would be then is not hidden. */
  @Test
  void twoTablesOfOneNameAreBothThereAndNoOtherIsHidden() {
    String name = "t".repeat(59) + "\uD83C\uDF39 and more";
    Table first = table(1, name);
    Table second = table(2, name);
    Table calledSo = table(0, "t".repeat(59) + "_" + second.id().toString().substring(0, 8));
    Catalog catalog = new Catalog(1, true, List.of(calledSo, first, second), List.of());
    assertThat(catalog.tables()).hasSize(3);
    assertThat(catalog.find("public", name)).contains(first);
    assertThat(catalog.find("public", calledSo.name())).contains(calledSo);
    assertThat(catalog.find("public", "t".repeat(59) + "_" + second.id()).orElseThrow().id())
        .isEqualTo(second.id());
  }

  private static Table table(int id, String name) {
    return new TableBuilder(new UUID(id, id), "public", name)
        .notNull("id", Type.BIGINT)
        .primaryKey("id")
        .build();
  }

  @Test
  void whatWasDefinedIsFoundAndListedAlsoAfterReopening() {
    Schema garden = new Schema("garden", "where it grows");
    commit(
        "main",
        tx -> {
          tx.create(garden);
          tx.create(roses);
          tx.create(numbers);
          tx.create(table("shed", "tools", 1));
        });
    for (int i = 0; i < 3; i++) {
      Catalog catalog = catalog();
      assertThat(catalog.findView("public", "roses")).contains(roses);
      assertThat(catalog.findView("garden", "roses")).isEmpty();
      assertThat(catalog.views()).containsExactly(roses);
      assertThat(catalog.findSequence("public", "numbers")).contains(numbers);
      assertThat(catalog.sequences()).containsExactly(numbers);
      assertThat(catalog.schemas()).containsExactly(garden, Schema.of("public"), Schema.of("shed"));
      assertThat(catalog.hasSchema("shed")).isTrue();
      assertThat(catalog.hasSchema("barn")).isFalse();
      assertThat(catalog.contentOf("public"))
          .containsExactly("sequence public.numbers", "view public.roses");
      if (i == 0) {
        db.reopen();
      } else {
        db.rebuild();
      }
    }
  }

  @Test
  void namesMayHoldWhatUrisHaveNoPlaceFor() {
    SqlView odd = new SqlView("a/b", "c d%é.\"x\"", List.of(), "SELECT 1", "");
    SqlView other = new SqlView("a", "b/c d%é.\"x\"", List.of(), "SELECT 2", "");
    commit(
        "main",
        tx -> {
          tx.create(odd);
          tx.create(other);
        });
    assertThat(catalog().findView("a/b", "c d%é.\"x\"")).contains(odd);
    assertThat(catalog().findView("a", "b/c d%é.\"x\"")).contains(other);
  }

  @Test
  void aViewIsSeenAsItWasAndAsItIs() {
    Instant first = commit("main", tx -> tx.create(roses)).first().systemTime();
    SqlView later = new SqlView("public", "roses", List.of(), "SELECT 2", "");
    Instant second = commit("main", tx -> tx.replace(later)).first().systemTime();
    commit("main", tx -> tx.drop(later));
    assertThat(db.view("main", new When.At(first)).catalog().views()).containsExactly(roses);
    assertThat(db.view("main", new When.At(second)).catalog().views()).containsExactly(later);
    assertThat(catalog().views()).isEmpty();
    assertThat(db.view().object(CatalogObject.WORLD, later.key())).isEmpty();
  }

  @Test
  void commentsAreChangedByReplacing() {
    Table tools = table("public", "tools", 1);
    commit(
        "main",
        tx -> {
          tx.create(roses);
          tx.create(tools);
          tx.replace(new Schema("public", "for all"));
        });
    commit(
        "main",
        tx -> {
          tx.replace(roses.withComment("red"));
          Table named = tx.alter(tools, new Alteration.SetComment("of iron"));
          tx.alter(named, new Alteration.SetColumnComment("id", "a number"));
        });
    assertThat(catalog().views().get(0).comment()).isEqualTo("red");
    assertThat(catalog().get("public", "tools").comment()).isEqualTo("of iron");
    assertThat(catalog().get("public", "tools").column("id").comment()).isEqualTo("a number");
    assertThat(catalog().schemas()).containsExactly(new Schema("public", "for all"));
  }

  // ---- transactions

  @Test
  void aTransactionSeesItsOwnDefinitionsAndTakesThemBack() {
    try (Transaction tx = db.begin("main")) {
      Savepoint before = tx.savepoint("before");
      tx.create(roses);
      tx.create(table("public", "plants", 2));
      assertThat(tx.view().catalog().views()).containsExactly(roses);
      assertThat(tx.view().catalog().tables()).hasSize(1);
      assertThat(db.view().catalog().views()).isEmpty();
      tx.rollbackTo(before);
      assertThat(tx.view().catalog().contentOf("public")).isEmpty();
      tx.create(roses);
      tx.commit();
    }
    assertThat(catalog().views()).containsExactly(roses);
    assertThat(catalog().tables()).isEmpty();
  }

  @Test
  void aNameIsThatOfATableOrOfAView() {
    Table table = table("public", "roses", 3);
    Table other = table("public", "plants", 4);
    try (Transaction tx = db.begin("main")) {
      tx.create(roses);
      assertRefused(ErrorCode.DUPLICATE_TABLE, "view public.roses", () -> tx.create(table));
      tx.create(other);
      assertRefused(
          ErrorCode.DUPLICATE_TABLE,
          "view public.roses",
          () -> tx.alter(other, new Alteration.RenameTable("public", "roses")));
      assertRefused(ErrorCode.DUPLICATE_TABLE, "view public.roses", () -> tx.create(roses));
      SqlView plants = new SqlView("public", "plants", List.of(), "SELECT 1", "");
      assertRefused(ErrorCode.DUPLICATE_TABLE, "table public.plants", () -> tx.replace(plants));
      tx.create(Sequence.of(tx.newId(), "public", "plants")); // of another kind
      tx.drop(roses);
      tx.create(table);
    }
  }

  @Test
  void whatIsNotThereCantBeDroppedAndWhatIsCantBeCreated() {
    try (Transaction tx = db.begin("main")) {
      tx.create(numbers);
      tx.create(Schema.of("garden"));
      assertRefused(ErrorCode.DUPLICATE_OBJECT, "public.numbers", () -> tx.create(numbers));
      assertRefused(ErrorCode.DUPLICATE_SCHEMA, "garden", () -> tx.create(Schema.of("garden")));
      assertRefused(ErrorCode.DUPLICATE_SCHEMA, "public", () -> tx.create(Schema.of("public")));
      assertRefused(ErrorCode.UNKNOWN_TABLE, "public.roses", () -> tx.drop(roses));
      assertRefused(ErrorCode.UNKNOWN_SCHEMA, "barn", () -> tx.drop(Schema.of("barn")));
      tx.drop(numbers);
      assertRefused(ErrorCode.UNKNOWN_OBJECT, "public.numbers", () -> tx.drop(numbers));
    }
  }

  @Test
  void aSchemaIsDroppedWhenItIsEmpty() {
    Schema garden = Schema.of("garden");
    SqlView beds = new SqlView("garden", "beds", List.of(), "SELECT 1", "");
    commit(
        "main",
        tx -> {
          tx.create(garden);
          tx.create(beds);
        });
    try (Transaction tx = db.begin("main")) {
      assertRefused(ErrorCode.STILL_NEEDED, "view garden.beds", () -> tx.drop(garden));
      tx.drop(beds);
      tx.drop(garden);
      tx.commit();
    }
    assertThat(catalog().schemas()).containsExactly(Schema.of("public"));
  }

  @Test
  void ofTwoTransactionsThatWantOneNameTheFirstGetsIt() {
    Table table = table("public", "roses", 5);
    try (Transaction one = db.begin("main");
        Transaction other = db.begin("main");
        Transaction third = db.begin("main")) {
      one.create(roses);
      other.create(table);
      third.create(new SqlView("public", "roses", List.of(), "SELECT 3", ""));
      one.commit();
      assertRefused(ErrorCode.WRITE_CONFLICT, "public.roses", other::commit);
      assertRefused(ErrorCode.WRITE_CONFLICT, "view public.roses", third::commit);
    }
    commit("main", tx -> tx.drop(roses));
    try (Transaction one = db.begin("main");
        Transaction other = db.begin("main")) {
      one.create(table);
      other.create(roses);
      one.commit();
      assertRefused(ErrorCode.WRITE_CONFLICT, "public.roses", other::commit);
    }
  }

  @Test
  void ofTwoTransactionsThatCreateTablesOfOneNameTheFirstCommitsWhateverTheirIds() {
    for (long[] ids : new long[][] {{1, 2}, {4, 3}}) {
      String name = "tools" + ids[0];
      Transaction late = db.begin("main");
      late.create(table("public", name, ids[1]));
      Table first = table("public", name, ids[0]);
      commit("main", tx -> tx.create(first));
      assertRefused(ErrorCode.WRITE_CONFLICT, "table public." + name + " was", late::commit);
      assertThat(catalog().find("public", name)).contains(first);
    }
  }

  @Test
  void aSchemaThatWasFilledMeanwhileIsNotDropped() {
    Schema garden = Schema.of("garden");
    commit("main", tx -> tx.create(garden));
    try (Transaction one = db.begin("main");
        Transaction other = db.begin("main")) {
      one.create(table("garden", "beds", 6));
      other.drop(garden);
      one.commit();
      assertRefused(ErrorCode.WRITE_CONFLICT, "schema garden", other::commit);
    }
  }

  @Test
  void ofAViewThatIsMadeAndATableThatIsDroppedMeanwhileTheFirstCommits() {
    Table plants = table("public", "plants", 1);
    commit("main", tx -> tx.create(plants));
    try (Transaction made = db.begin("main");
        Transaction dropped = db.begin("main")) {
      made.create(roses);
      dropped.drop(plants);
      made.commit();
      assertRefused(ErrorCode.WRITE_CONFLICT, "view public.roses, with which", dropped::commit);
    }
    commit("main", tx -> tx.drop(roses));
    try (Transaction made = db.begin("main");
        Transaction dropped = db.begin("main")) {
      made.create(roses);
      dropped.drop(plants);
      dropped.commit();
      assertRefused(ErrorCode.WRITE_CONFLICT, "table public.plants, with which", made::commit);
    }
  }

  @Test
  void ofViewsOneOfWhichMayReadTheOtherTheFirstChangeCommits() {
    SqlView red = new SqlView("public", "red", List.of(), "SELECT id FROM roses", "");
    commit("main", tx -> tx.create(roses));
    try (Transaction made = db.begin("main");
        Transaction dropped = db.begin("main")) {
      made.create(red);
      dropped.drop(roses);
      dropped.commit();
      assertRefused(ErrorCode.WRITE_CONFLICT, "view public.roses, with which", made::commit);
    }
  }

  @Test
  void definitionsThatNeedNothingOfEachOtherAreMadeAtOnce() {
    try (Transaction one = db.begin("main");
        Transaction other = db.begin("main")) {
      one.create(roses);
      one.create(table("public", "beds", 2));
      other.create(table("public", "tools", 3));
      other.create(numbers);
      other.commit();
      one.commit();
    }
    assertThat(catalog().tables()).hasSize(2);
    assertThat(catalog().views()).hasSize(1);
  }

  @Test
  void aBranchOfOneWorldTakesNoDefinitions() {
    commit("main", tx -> tx.create(roses));
    db.branches().create("pond", "main", When.NOW, World.of("a://pond"));
    try (Transaction tx = db.begin("pond")) {
      assertRefused(ErrorCode.INVALID_WORLD, "a://pond", () -> tx.drop(roses));
      assertRefused(ErrorCode.INVALID_WORLD, "a://pond", () -> tx.create(numbers));
      assertRefused(ErrorCode.INVALID_WORLD, "a://pond", () -> tx.replace(roses));
    }
  }

  // ---- merges

  private void forked() {
    commit("main", tx -> tx.create(roses));
    db.branches().create("dev", "main");
  }

  private MergeResult merge() {
    return new Merges(db.database()).merge("dev", "main", MergeStrategy.THREE_WAY, new Words());
  }

  @Test
  void definitionsOfBothSidesAreMerged() {
    forked();
    SqlView asters = new SqlView("public", "asters", List.of(), "SELECT 1", "");
    commit("dev", tx -> tx.create(asters));
    commit("dev", tx -> tx.replace(new SqlView("public", "roses", List.of(), "SELECT 2", "")));
    commit("main", tx -> tx.create(numbers));
    assertThat(catalog().views()).containsExactly(roses);
    assertThat(merge()).isInstanceOf(MergeResult.Merged.class);
    assertThat(catalog().views()).hasSize(2).contains(asters);
    assertThat(catalog().findView("public", "roses").orElseThrow().sql()).isEqualTo("SELECT 2");
    assertThat(catalog().sequences()).containsExactly(numbers);
    assertThat(catalog("dev").sequences()).isEmpty();
  }

  @Test
  void aCommentAndAQueryThatChangedOnTwoSidesAreMergedButTwoQueriesClash() {
    forked();
    commit("dev", tx -> tx.replace(roses.withComment("red")));
    SqlView narrow = new SqlView("public", "roses", List.of("x"), "SELECT 2", roses.comment());
    commit("main", tx -> tx.replace(narrow));
    assertThat(merge()).isInstanceOf(MergeResult.Merged.class);
    assertThat(catalog().views()).containsExactly(narrow.withComment("red"));
    commit("dev", tx -> tx.replace(new SqlView("public", "roses", List.of(), "SELECT 3", "red")));
    MergeResult.Paused paused = (MergeResult.Paused) merge();
    Merges merges = new Merges(db.database());
    MergeConflict conflict = merges.conflicts(paused.merge().id()).get(0);
    assertThat(conflict.kind()).isEqualTo(MergeConflict.Kind.OBJECT);
    assertThat(conflict.key()).isEqualTo("view/public/roses");
    merges.settle(paused.merge().id(), conflict.id(), Resolution.Take.THEIRS);
    merges.complete(paused.merge().id());
    assertThat(catalog().views().get(0).sql()).isEqualTo("SELECT 3");
  }

  @Test
  void aTableAndAViewOfOneNameClashWhereverTheyCameFrom() {
    forked();
    commit("dev", tx -> tx.create(new SqlView("public", "a", List.of(), "SELECT 1", "")));
    commit("main", tx -> tx.create(table("public", "a", 7)));
    commit("dev", tx -> tx.create(table("public", "b", 8)));
    commit("main", tx -> tx.create(new SqlView("public", "b", List.of(), "SELECT 1", "")));
    MergeResult.Paused paused = (MergeResult.Paused) merge();
    List<MergeConflict> conflicts = new Merges(db.database()).conflicts(paused.merge().id());
    assertThat(conflicts).extracting(MergeConflict::where).containsOnly("public.a", "public.b");
    assertThat(conflicts).allMatch(one -> one.what().contains("rename one"));
  }

  // ---- events of others

  @Test
  void documentsThatDefineNothingChangeNothing() {
    commit("main", tx -> tx.create(roses));
    String good = roses.document().toString();
    long senseless = db.state().senseless();
    List<String> bad =
        List.of(
            "1",
            "{}",
            good.replace("\"is\"", "\"was\""),
            good.replace("\"view\"", "\"vieux\""),
            good.replace("SELECT id FROM plants", ""),
            good.replace("[\"id\"]", "[1]"),
            good.replace("[\"id\"]", "[\"id\",\"id\"]"),
            good.replace("\"roses\"", "\"fern\""),
            good.replace("\"roses\"", "1"));
    for (String document : bad) {
      assertThat(document).isNotEqualTo(good);
      say(roses.key(), document);
    }
    String sequence = numbers.document().toString();
    say(numbers.key(), sequence.replace("\"step\":1", "\"step\":0"));
    say(numbers.key(), sequence.replace("\"max\":", "\"max\":-"));
    say(numbers.key(), sequence.replace(numbers.id().toString(), "7"));
    say(numbers.key(), sequence.replace("false", "0"));
    assertThat(catalog().views()).containsExactly(roses);
    assertThat(catalog().sequences()).isEmpty();
    assertThat(db.state().senseless()).isEqualTo(senseless + bad.size() + 4);
    say(numbers.key(), sequence);
    assertThat(catalog().sequences()).containsExactly(numbers);
  }

  private void say(String key, String document) {
    byte[] payload = ObjectSet.payload(key, Json.parse(document));
    EventDraft draft = new EventDraft(CatalogObject.WORLD, EventType.OBJECT_SET, null, payload);
    db.database()
        .committer()
        .commit(Proposal.of(CommitInfo.on(Branch.MAIN, List.of()), List.of(draft)));
    db.view().catalog();
  }

  // ---- the same catalog

  @Test
  void aCatalogStaysTheSameAsLongAsNoDefinitionChanges() {
    Table plants = table("public", "plants", 10);
    commit("main", tx -> tx.create(plants));
    Catalog first = catalog();
    assertThat(first.isRecorded()).isTrue();
    db.branches().create("dev", "main");
    commit("main", tx -> tx.insert(plants, plants.accept(1L), null));
    commit("dev", tx -> tx.insert(plants, plants.accept(2L), null));
    Instant then = db.view().validAt();
    assertThat(catalog()).isSameAs(first);
    assertThat(catalog("dev")).isSameAs(first);
    try (Transaction tx = db.begin("dev")) {
      tx.insert(plants, plants.accept(3L), null);
      assertThat(tx.view().catalog()).isSameAs(first);
      assertThat(tx.snapshot().validAt(then).catalog()).isSameAs(first);
      tx.create(roses);
      Catalog own = tx.view().catalog();
      assertThat(own).isNotSameAs(first);
      assertThat(own.isRecorded()).isFalse();
      tx.insert(plants, plants.accept(4L), null);
      assertThat(tx.view().catalog()).isSameAs(own);
      assertThat(tx.snapshot().catalog()).isSameAs(own);
      assertThat(tx.view().validAt(then).catalog()).isSameAs(own);
    }
    commit("dev", tx -> tx.create(roses));
    assertThat(catalog()).isSameAs(first);
    Catalog second = catalog("dev");
    assertThat(second).isNotSameAs(first);
    assertThat(second.version()).isGreaterThan(first.version());
    assertThat(db.view("dev", new When.At(then)).catalog()).isSameAs(first);
    db.branches().create("test", "dev");
    assertThat(catalog("test")).isSameAs(second);
  }
}

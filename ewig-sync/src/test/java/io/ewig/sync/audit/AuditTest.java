package io.ewig.sync.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.comparison.Discrepancy;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.log.Scan;
import io.ewig.engine.part.Filter;
import io.ewig.engine.repair.EventRange;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.MessageWriter;
import io.ewig.sync.protocol.Reason;
import io.ewig.sync.session.Direction;
import io.ewig.sync.session.Endpoint;
import io.ewig.sync.session.EngineLocal;
import io.ewig.sync.session.MemoryQuarantine;
import io.ewig.sync.session.SessionOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas are compared. */
class AuditTest {

  private static final int PLANTS = 3_000;

  private final Ewig one = Ewig.inMemory();
  private final Ewig other = Ewig.inMemory();
  private final List<Ewig> opened = new ArrayList<>(List.of(one, other));

  @BeforeEach
  void plant() throws IOException {
    Replicas.create(one);
    Replicas.plant(one, "main", 0, PLANTS);
    one.append(EventBuilder.in("a://garden").json("{\"id\":\"rose\",\"height\":1}"));
    one.branches().create("dev", "main");
    Replicas.meet(other, one);
  }

  @AfterEach
  void close() {
    opened.forEach(Ewig::close);
  }

  private static List<String> rows(AuditReport report) {
    List<String> found = new ArrayList<>();
    for (AuditReport.OnBranch each : report.states()) {
      Discrepancy.OfRow row = (Discrepancy.OfRow) each.discrepancy();
      assertThat(row.table()).isEqualTo("public.plants");
      found.add(each.branch() + ": " + row.key());
    }
    return found;
  }

  private static String name(Discrepancy.RowState row) {
    return (String) row.last().orElseThrow().row().get(1);
  }

  @Test
  void equalReplicasAreEqualInOneRoundTripAndFewBytes() throws IOException {
    AuditReport report = Replicas.audit(one, other);
    assertThat(report.equal()).isTrue();
    assertThat(report.isSettled()).isTrue();
    assertThat(report.cost().roundTrips()).isEqualTo(1);
    assertThat(report.cost().bytesOut() + report.cost().bytesIn()).isLessThan(250);
  }

  @Test
  void eventsThatOneSideLacksAreNamedWithWhatTheyDo() throws IOException {
    long seq = one.replica().version().get(one.replica().self());
    Replicas.rename(one, "main", 7, "fern");
    Replicas.rename(one, "dev", 8, "oak");
    AuditReport report = Replicas.audit(one, other);
    assertThat(report.equal()).isFalse();
    assertThat(report.events().lackingThere())
        .containsExactly(new EventRange(one.replica().self(), seq + 1, seq + 2));
    assertThat(report.events().lackingHere()).isEmpty();
    assertThat(report.events().forks()).isEmpty();
    assertThat(rows(report)).containsExactly("dev: id = 8", "main: id = 7");
    Discrepancy.OfRow row = (Discrepancy.OfRow) report.states().get(1).discrepancy();
    assertThat(name(row.here().orElseThrow())).isEqualTo("fern");
    assertThat(name(row.there().orElseThrow())).isEqualTo("plant 7");
    assertThat(Replicas.audit(other, one).events().lackingHere()).hasSize(1);
  }

  @Test
  void aStateThatDoesNotFollowFromTheSameEventsIsNamedRowByRow() throws IOException {
    Ewig derived = Ewig.inMemory();
    opened.add(derived);
    Replicas.meet(derived, one);
    Replicas.rename(derived, "main", 5, "weed");
    Replicas.remove(derived, "main", 6);
    Replicas.plant(derived, "main", PLANTS + 5, PLANTS + 6);
    AuditReport report = Replicas.audit(one, Replicas.withStateOf(other, derived));
    assertThat(report.events().areEqual()).isTrue();
    assertThat(report.isSettled()).isTrue();
    assertThat(rows(report))
        .containsExactly("main: id = 5", "main: id = 6", "main: id = " + (PLANTS + 5));
    Discrepancy.OfRow removed = (Discrepancy.OfRow) report.states().get(1).discrepancy();
    assertThat(removed.here()).isPresent();
    assertThat(removed.there().orElseThrow().last().orElseThrow().valid().isOpenEnded()).isFalse();
  }

  @Test
  void objectsThatAreFoldedInAnotherWayAreNamed() throws IOException {
    Ewig derived = Ewig.inMemory();
    opened.add(derived);
    Replicas.meet(derived, one);
    derived.append(EventBuilder.in("a://garden").json("{\"id\":\"rose\",\"height\":2}"));
    AuditReport report = Replicas.audit(one, Replicas.withStateOf(other, derived));
    Discrepancy.OfObject rose = (Discrepancy.OfObject) report.states().get(0).discrepancy();
    assertThat(rose.world()).isEqualTo("a://garden");
    assertThat(rose.key()).isEqualTo("rose");
    assertThat(rose.here().orElseThrow().document().orElseThrow().text()).contains("1");
    assertThat(rose.there().orElseThrow().document().orElseThrow().text()).contains("2");
    assertThat(report.states()).hasSize(1);
  }

  @Test
  void definitionsAndBranchesThatOneSideLacksAreNamed() throws IOException {
    one.branches().create("trial", "main");
    AuditReport report = Replicas.audit(one, other);
    assertThat(report.branches().onlyHere()).containsExactly("trial");
    assertThat(report.branches().onlyThere()).isEmpty();
    Ewig empty = Ewig.inMemory();
    opened.add(empty);
    AuditReport all = Replicas.audit(empty, one);
    assertThat(all.branches().onlyThere()).containsExactly("dev", "trial");
    assertThat(all.states().get(0).discrepancy())
        .isInstanceOfSatisfying(
            Discrepancy.OfTable.class,
            table -> {
              assertThat(table.table()).isEqualTo("public.plants");
              assertThat(table.here()).isEmpty();
              assertThat(table.there()).isPresent();
            });
    assertThat(all.states()).hasSize(AuditReport.SHOWN_MAX);
    assertThat(all.notShown()).isEqualTo(1 + PLANTS + 1 - AuditReport.SHOWN_MAX);
    assertThat(all.isCounted()).isTrue();
    Discrepancy.OfRow row = (Discrepancy.OfRow) all.states().get(1).discrepancy();
    assertThat(row.key()).isEqualTo("id = 0");
    assertThat(name(row.there().orElseThrow())).isEqualTo("plant 0");
  }

  @Test
  void payloadsThatWereErasedOnOneSideOnlyAreNamed() throws IOException {
    for (int i = 0; i < 5; i++) {
      one.append(EventBuilder.in("a://letters").json("{\"id\":\"letter " + i + "\"}"));
    }
    Replicas.meet(other, one);
    long last = one.replica().version().get(one.replica().self());
    long seq = one.head().size();
    one.erasures()
        .events(
            Scan.all().from(seq - 3).before(seq - 1),
            new io.ewig.engine.erasure.Reason("ada", "the law"));
    AuditReport report = Replicas.audit(one, other);
    assertThat(report.payloads())
        .containsExactly(
            new AuditReport.PayloadGap(
                AuditReport.Side.HERE,
                AuditReport.Why.ERASED,
                new EventRange(one.replica().self(), last - 2, last - 1)));
    Replicas.meet(other, one);
    assertThat(Replicas.audit(one, other).equal()).isTrue();
  }

  @Test
  void aPartIsComparedInWhatBothKeep() throws IOException {
    Ewig part = part(Filter.parse("world a://garden"));
    Replicas.meet(part, one);
    assertThat(Replicas.audit(part, one).equal()).isTrue();
    assertThat(Replicas.audit(one, part).equal()).isTrue();
    Replicas.rename(one, "main", 7, "fern");
    AuditReport rows = Replicas.audit(part, one);
    assertThat(rows.events().lackingHere()).hasSize(1);
    assertThat(rows.states()).isEmpty();
    assertThat(rows.cost().bytesIn()).isLessThan(10_000);
    one.append(EventBuilder.in("a://garden").json("{\"id\":\"rose\",\"height\":3}"));
    assertThat(Replicas.audit(part, one).states()).hasSize(1);
    assertThat(Replicas.audit(one, part).states()).hasSize(1);
  }

  @Test
  void payloadsThatAGrowingPartStillLacksAreNamed() throws IOException {
    Ewig part = part(Filter.parse("world a://ferns"));
    Replicas.meet(part, one);
    long rose = one.get(one.replica().version().events() - 2).originSeq();
    part.replica().keep(Filter.parse("world a://ferns world a://garden"));
    AuditReport report = Replicas.audit(one, part);
    assertThat(report.payloads())
        .containsExactly(
            new AuditReport.PayloadGap(
                AuditReport.Side.THERE,
                AuditReport.Why.WITHHELD,
                new EventRange(one.replica().self(), rose, rose)));
    assertThat(Replicas.audit(part, one).payloads().get(0).side()).isEqualTo(AuditReport.Side.HERE);
  }

  private Ewig part(Filter filter) {
    Config config = Config.defaults().withLog(LogKind.MEMORY).withFilter(filter);
    Ewig part = Ewig.open(Path.of("memory"), config);
    opened.add(part);
    return part;
  }

  @Test
  void nothingIsChangedOnEitherSide() throws IOException {
    Replicas.rename(one, "main", 7, "fern");
    var before = List.of(one.replica().standing(), other.replica().standing());
    Replicas.audit(one, other);
    assertThat(List.of(one.replica().standing(), other.replica().standing())).isEqualTo(before);
  }

  @Test
  void whoWritesMeanwhileIsSaid() throws IOException {
    Replicas.rename(one, "main", 7, "fern");
    Endpoint endpoint = Replicas.endpoint(new EngineLocal(other));
    AuditReport report =
        new Audit(
                new EngineLocal(one),
                body -> {
                  byte[] answer = endpoint.answer(body);
                  other.append(EventBuilder.in("a://garden").json("{\"id\":\"oak\"}"));
                  return answer;
                })
            .run();
    assertThat(report.isSettled()).isFalse();
  }

  @Test
  void whoGivesNothingRefuses() {
    Endpoint endpoint =
        new Endpoint(
            new EngineLocal(other), new MemoryQuarantine(), SessionOptions.of(Direction.PULL));
    assertThatThrownBy(() -> new Audit(new EngineLocal(one), endpoint::answer).run())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not-authorised");
  }

  @Test
  void whoDoesNotAnswerTheQuestionIsAnError() {
    byte[] other = MessageWriter.write(List.of(new Message.Blob(new byte[3])));
    assertThatThrownBy(() -> new Audit(new EngineLocal(one), body -> other).run())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not answer");
    assertThatThrownBy(
            () ->
                new Audit(new EngineLocal(one), body -> Endpoint.refusal(Reason.BUSY, "not now"))
                    .run())
        .hasMessageContaining("busy");
  }

  @Test
  void tenRowsOfManyCostWhatTheyAreAndNotWhatThereIs() throws IOException {
    TreeSet<String> expected = new TreeSet<>();
    for (long id = 100; id < PLANTS; id += 290) {
      Replicas.rename(one, "main", id, "fern");
      expected.add("main: id = " + id);
    }
    AuditReport report = Replicas.audit(one, other);
    assertThat(new TreeSet<>(rows(report))).isEqualTo(expected);
    assertThat(report.cost().roundTrips()).isLessThan(8);
    assertThat(report.cost().bytesIn()).isLessThan(100_000);
  }
}

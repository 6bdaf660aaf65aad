package io.ewig.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.Seen;
import io.ewig.engine.event.VersionVector;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicaTest {

  private final Ewig one = Ewig.inMemory();
  private final Ewig other = Ewig.inMemory();

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  private static void plant(Ewig at, String id) {
    at.append(EventBuilder.in("a://garden").json("{\"id\":\"" + id + "\"}"));
  }

  @Test
  void whatOneHasTheOtherGets() {
    plant(one, "rose");
    plant(one, "aster");
    Adopted adopted = Exchange.pull(one, other);
    assertThat(adopted).isEqualTo(new Adopted(2, 2, 0, List.of(), null));
    assertThat(other.replica().version()).isEqualTo(one.replica().version());
    assertThat(other.replica().root()).isEqualTo(one.replica().root());
  }

  @Test
  void whatIsThereAlreadyIsKnown() {
    plant(one, "rose");
    List<Commit> all = Exchange.lacking(one, other);
    other.replica().adopt(all);
    VersionVector before = other.replica().version();
    assertThat(other.replica().adopt(all)).isEqualTo(new Adopted(0, 0, 1, List.of(), null));
    assertThat(other.replica().version()).isEqualTo(before);
  }

  @Test
  void whatComesTwiceAtOnceIsKnown(@TempDir Path folder) {
    plant(one, "rose");
    Commit commit = Exchange.lacking(one, other).get(0);
    try (Ewig disk = Ewig.open(folder.resolve("garden"))) { // where it is not durable at once
      assertThat(disk.replica().adopt(List.of(commit, commit)))
          .isEqualTo(new Adopted(1, 1, 1, List.of(), null));
    }
  }

  @Test
  void onlyWhatIsLackingIsGivenOut() {
    plant(one, "rose");
    Exchange.pull(one, other);
    plant(other, "aster");
    plant(one, "tulip");
    assertThat(Exchange.lacking(one, other)).hasSize(1);
    assertThat(Exchange.lacking(other, one)).hasSize(1);
    Exchange.both(one, other);
    assertThat(Exchange.lacking(one, other)).isEmpty();
  }

  @Test
  void aBatchMayComeInAnyOrder() {
    for (int i = 0; i < 5; i++) {
      plant(one, "rose" + i);
    }
    List<Commit> all = Exchange.lacking(one, other);
    Collections.reverse(all);
    assertThat(other.replica().adopt(all).isWhole()).isTrue();
  }

  @Test
  void whatComesTooEarlyIsParkedWithWhatItWaitsFor() {
    plant(one, "rose");
    plant(one, "aster");
    plant(one, "tulip");
    Commit last = Exchange.lacking(one, other).get(2);
    Adopted adopted = other.replica().adopt(List.of(last));
    assertThat(adopted.commits()).isZero();
    Missing first = new Missing(one.replica().self(), 1, 2);
    assertThat(adopted.parked()).containsExactly(new Parked(last, List.of(first)));
  }

  @Test
  void whatWasSeenOfOthersIsSaidByTheNextCommitAndNotAgain() {
    plant(one, "rose");
    Exchange.pull(one, other);
    plant(other, "aster");
    plant(other, "tulip");
    List<Commit> theirs = Exchange.lacking(other, one);
    assertThat(Seen.in(theirs.get(0).info()))
        .isEqualTo(VersionVector.EMPTY.with(one.replica().self(), 1));
    assertThat(Seen.isIn(theirs.get(1).info())).isFalse();
  }

  @Test
  void aCommitWaitsForWhatItsOriginHadSeen() {
    plant(one, "rose");
    Exchange.pull(one, other);
    plant(other, "aster");
    try (Ewig third = Ewig.inMemory()) {
      List<Commit> theirs = Exchange.lacking(other, third);
      Adopted adopted = third.replica().adopt(List.of(theirs.get(1)));
      assertThat(adopted.parked().get(0).missing())
          .containsExactly(new Missing(one.replica().self(), 1, 1));
    }
  }
}

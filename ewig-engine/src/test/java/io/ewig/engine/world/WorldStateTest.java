package io.ewig.engine.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.log.Randoms;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorldStateTest {

  private static WorldState state(String json) {
    JsonObject object = (JsonObject) Json.parse(json);
    Map<String, Json> objects = new HashMap<>();
    object.keys().forEach(key -> objects.put(key, object.get(key)));
    return WorldState.of(objects);
  }

  @Test
  void theBytesAreThoseOfOneDocument() {
    Randoms random = new Randoms(7701);
    for (int i = 0; i < 500; i++) {
      WorldState state = Garden.random(random, 40).state();
      Json document = Json.parse(state.canonical());
      assertThat(document.canonical()).isEqualTo(state.canonical());
      assertThat(state.size()).isEqualTo(state.canonical().length);
      assertThat(state(document.text())).isEqualTo(state).hasSameHashCodeAs(state);
    }
  }

  /** Computed by another program: roots are compared between nodes and versions. */
  @Test
  void theRootNeverChanges() {
    assertThat(WorldState.EMPTY.root())
        .hasToString("d075f8231ce2c20915cfe2480a969407df8f56201c9c0149e5be841ed4c77f17");
    assertThat(state("{\"rose\":{\"bed\":\"south\",\"petals\":12},\"\ud83c\udf39\":null}").root())
        .hasToString("e501b6ba7cb38f22ca12e7b3749d11ce662d9464cf1db321920ec158deee2d80");
  }

  @Test
  void statesAreEqualExactlyWhenTheirRootsAre() {
    Randoms random = new Randoms(7702);
    Map<String, WorldState> byRoot = new HashMap<>();
    Set<WorldState> distinct = new HashSet<>();
    for (int i = 0; i < 3_000; i++) {
      WorldState state = Garden.random(random, 1 + random.below(4)).state();
      distinct.add(state);
      WorldState same = byRoot.put(state.root().toString(), state);
      assertThat(same == null || same.equals(state)).isTrue();
    }
    assertThat(byRoot).hasSameSizeAs(distinct);
    assertThat(distinct.size()).isBetween(100, 2_990);
  }

  @Test
  void keysAndObjectsCanNotBeShiftedIntoEachOther() {
    WorldState a = WorldState.of(Map.of("ab", JsonText.of("c")));
    WorldState b = WorldState.of(Map.of("a", JsonText.of("bc")));
    assertThat(a.root()).isNotEqualTo(b.root());
  }

  @Test
  void changesMakeOneStateOfTheOther() {
    Randoms random = new Randoms(7703);
    for (int i = 0; i < 2_000; i++) {
      WorldState a = Garden.random(random, random.below(30)).state();
      WorldState b = Garden.random(random, random.below(30)).state();
      Map<String, Json> patched = new HashMap<>();
      a.keys().forEach(key -> patched.put(key, a.get(key)));
      for (ObjectChange change : a.changesTo(b)) {
        assertThat(patched.get(change.key())).isEqualTo(change.before());
        assertThat(change.before()).isNotEqualTo(change.after());
        patched.put(change.key(), change.after());
        patched.values().remove(null);
      }
      assertThat(WorldState.of(patched)).isEqualTo(b);
      assertThat(a.changesTo(b).isEmpty()).isEqualTo(a.equals(b));
    }
  }

  @Test
  void theFirstDivergenceIsAtTheFirstKeyThatDiffers() {
    Randoms random = new Randoms(7704);
    for (int i = 0; i < 3_000; i++) {
      WorldState a = Garden.random(random, random.below(20)).state();
      WorldState b = Garden.random(random, random.below(20)).state();
      var changes = a.changesTo(b);
      var divergence = a.firstDivergence(b);
      assertThat(divergence.map(Divergence::key))
          .isEqualTo(changes.stream().findFirst().map(ObjectChange::key));
      divergence.ifPresent(
          found -> {
            Json left = a.get(found.key());
            Json right = b.get(found.key());
            assertThat(found.left()).isNotEqualTo(found.right());
            assertThat(left == null ? null : found.at().in(left)).isEqualTo(found.left());
            assertThat(right == null ? null : found.at().in(right)).isEqualTo(found.right());
          });
    }
  }

  @Test
  void theFirstDivergenceNamesThePlaceInTheObject() {
    WorldState a = state("{\"oak\":1,\"rose\":{\"beds\":[1,2,{\"a/b\":1}],\"petals\":5}}");
    WorldState b = state("{\"oak\":1,\"rose\":{\"beds\":[1,2,{\"a/b\":2}],\"petals\":6}}");
    WorldState c = state("{\"oak\":1,\"rose\":{\"beds\":[1,2],\"petals\":5}}");
    assertThat(a.firstDivergence(b))
        .hasToString("Optional[Divergence[key=rose, at=/beds/2/a~1b, left=1, right=2]]");
    assertThat(a.firstDivergence(c))
        .hasToString("Optional[Divergence[key=rose, at=/beds/2, left={\"a/b\":1}, right=null]]");
    assertThat(c.firstDivergence(WorldState.EMPTY))
        .hasToString("Optional[Divergence[key=oak, at=, left=1, right=null]]");
    assertThat(a.firstDivergence(a)).isEmpty();
  }

  @Test
  void aStateOfNothingIsAnEmptyDocument() {
    assertThat(WorldState.EMPTY.canonical()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
    assertThat(WorldState.EMPTY.keys()).isEmpty();
    assertThat(WorldState.EMPTY.get("rose")).isNull();
  }
}

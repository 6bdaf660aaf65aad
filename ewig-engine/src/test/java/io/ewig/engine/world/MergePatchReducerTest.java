package io.ewig.engine.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MergePatchReducerTest {

  /** Before each event, the garden is this. */
  private static final String BEFORE =
      "{\"7\":1,\"player/ada\":{\"hat\":\"red\"},\"rose\":{\"bed\":\"north\",\"petals\":5}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ObjectCreated   | {'id':'lily','bed':'west'}          | + lily={'bed':'west'}",
        "ObjectCreated   | {'id':'lily'}                       | + lily={}",
        "ObjectCreated   | {'id':'lily','bed':null}            | + lily={}",
        "ObjectCreated   | {'id':'rose','petals':6}            | ~ rose={'petals':6}",
        "ObjectCreated   | {'id':7.0,'bed':'west'}             | ~ 7={'bed':'west'}",
        "ObjectMoved     | {'id':'rose','bed':'south'}         | ~ rose={'bed':'south','petals':5}",
        "ObjectMoved     | {'id':'rose','bed':null}            | ~ rose={'petals':5}",
        "ObjectMoved     | {'id':'rose'}                       | same",
        "ObjectDestroyed | {'id':'rose','why':'frost'}         | - rose",
        "ObjectDestroyed | {'id':7}                            | - 7",
        "PlayerJoined    | {'id':'eve'}                        | + player/eve={}",
        "PlayerJoined    | {'id':'rose'}                       | + player/rose={}",
        "PlayerJoined    | {'id':'ada'}                        | ~ player/ada={}",
        "PlayerLeft      | {'id':'ada'}                        | - player/ada",
        "StateChanged    | {'id':'rose','petals':12}           | ~ rose={'bed':'north','petals':12}",
        "StateChanged    | {'id':'lily','petals':3}            | + lily={'petals':3}",
        "StateChanged    | {'rose':{'petals':12}}              | ~ rose={'bed':'north','petals':12}",
        "StateChanged    | {'rose':null}                       | - rose",
        "StateChanged    | {'rose':{'bed':null},'oak':{}}      | + oak={} ~ rose={'petals':5}",
        "StateChanged    | {'wind':12}                         | + wind=12",
        "StateChanged    | {'id':'','wind':1}                  | + id='' + wind=1",
        "StateChanged    | {'lily':null}                       | same",
        "StateChanged    | {}                                  | same",
        "StateBatch      | [{'rose':null},{'rose':{'a':1}}]    | ~ rose={'a':1}",
        "StateBatch      | [{'id':'oak','a':1},{'7':null}]     | - 7 + oak={'a':1}",
        "StateBatch      | []                                  | same",
        "StateBatch      | ` \t\r\n[{'rose':null}] `             | - rose",
        "WorldCreated    | {'id':'x','rose':{'petals':1}}      | + id='x' ~ rose={'bed':'north','petals':1}",
        "WorldCreated    | ``                                  | same",
        "WorldDestroyed  | not JSON                            | - 7 - player/ada - rose",
      })
  void eachTypeMeansWhatItSays(String type, String payload, String effect) {
    Reduction step = reduce(type, payload.replace('\'', '"'));
    assertThat(step.outcome()).isEqualTo(Outcome.APPLIED);
    String changes = String.join(" ", step.changes().stream().map(this::shown).toList());
    assertThat(changes.isEmpty() ? "same" : changes).isEqualTo(effect.replace('\'', '"'));
  }

  private String shown(ObjectChange change) {
    return change.isRemoved()
        ? "- " + change.key()
        : (change.isAdded() ? "+ " : "~ ") + change.key() + "=" + change.after();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ObjectCreated | {'bed':'south'} | NO_ID",
        "ObjectMoved | {'bed':'south'} | NO_ID",
        "ObjectCreated | {'id':''} | NO_ID",
        "ObjectCreated | {'id':null} | NO_ID",
        "ObjectCreated | {'id':['rose']} | NO_ID",
        "PlayerJoined | {'player':'ada'} | NO_ID",
        "ObjectMoved | {'id':'oak','bed':'south'} | UNKNOWN_OBJECT",
        "ObjectDestroyed | {'id':'oak'} | UNKNOWN_OBJECT",
        "PlayerLeft | {'id':'rose'} | UNKNOWN_OBJECT",
        "ObjectCreated | `` | NOT_JSON",
        "ObjectCreated | rose | NOT_JSON",
        "ObjectCreated | `  ` | NOT_JSON",
        "ObjectCreated | ['rose'] | NOT_JSON",
        "StateChanged | 5 | NOT_JSON",
        "StateChanged | {'a':1,'a':2} | NOT_JSON",
        "StateBatch | {'rose':null} | NOT_JSON",
        "StateBatch | [{'rose':null},5] | NOT_JSON",
        "StateBatch | [{'rose':null},{'a':1]] | NOT_JSON",
        "WorldCreated | [] | NOT_JSON",
        "StateChanged | {'':1} | TOO_LARGE",
        "StateChanged | {'a':1e2000} | TOO_LARGE",
        "PlayerAction | {'id':'rose'} | NO_EFFECT",
        "Checkpoint | {'id':'rose'} | NO_EFFECT",
        "RowPut | {'id':'rose'} | NO_EFFECT",
        "Watered | {'id':'rose'} | NO_EFFECT",
      })
  void whatMakesNoSenseHasAnOutcomeOfItsOwn(String type, String payload, Outcome outcome) {
    Reduction step = reduce(type, payload.replace('\'', '"'));
    assertThat(step.outcome()).isEqualTo(outcome);
    assertThat(step.changes()).isEmpty();
  }

  @Test
  void keysObjectsAndPayloadsHaveLimits() {
    String key = "\u20ac".repeat(341);
    assertThat(reduce("ObjectCreated", "{\"id\":\"" + key + "x\"}").outcome())
        .isEqualTo(Outcome.APPLIED);
    assertThat(reduce("ObjectCreated", "{\"id\":\"" + key + "xx\"}").outcome())
        .isEqualTo(Outcome.TOO_LARGE);
    assertThat(reduce("PlayerJoined", "{\"id\":\"" + key + "x\"}").outcome())
        .isEqualTo(Outcome.TOO_LARGE);
    String most = "x".repeat(MergePatchReducer.PAYLOAD_BYTES_MAX - 8);
    assertThat(reduce("StateChanged", "{\"a\":\"" + most + "\"}").outcome())
        .isEqualTo(Outcome.APPLIED);
    assertThat(reduce("StateChanged", "{\"a\":\"" + most + "\"} ").outcome())
        .isEqualTo(Outcome.TOO_LARGE);
    assertThat(reduce("StateBatch", "[{\"a\":{\"b\":\"" + most.substring(99) + "\"}}]").outcome())
        .isEqualTo(Outcome.APPLIED);
  }

  @Test
  void anObjectCanNotGrowBeyondItsLimitPieceByPiece() {
    Garden garden = new Garden();
    String piece = "x".repeat(WorldObjects.OBJECT_BYTES_MAX * 3 / 10);
    for (String member : List.of("a", "b", "c", "d")) {
      garden.add(EventType.STATE_CHANGED, "{\"id\":\"rose\",\"" + member + "\":\"" + piece + "\"}");
    }
    Fold fold = new Fold(Garden.WORLD, WorldState.EMPTY, MergePatchReducer.DEFAULT, Garden.INLINE);
    garden.events().forEach(fold::add);
    assertThat(fold.counts().get(Outcome.TOO_LARGE)).isEqualTo(1);
    assertThat(fold.state().get("rose").size()).isLessThan(WorldObjects.OBJECT_BYTES_MAX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"StateChanged", "StateBatch", "ObjectCreated", "WorldCreated", "PlayerLeft"})
  void deepJsonIsTooLarge(String type) {
    assertThat(reduce(type, "[".repeat(500)).outcome()).isEqualTo(Outcome.TOO_LARGE);
  }

  private static Reduction reduce(String type, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    Event event = new Garden().add(Garden.WORLD, EventType.of(type), bytes).events().get(0);
    Garden before = new Garden().add(EventType.STATE_CHANGED, BEFORE);
    assertThat(before.state().canonical()).isEqualTo(Json.parse(BEFORE).canonical());
    return Reduction.of(MergePatchReducer.DEFAULT, event, () -> bytes, before.state());
  }
}

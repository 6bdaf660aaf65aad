package io.ewig.sync.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.log.Fuzz;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.replica.Acknowledged;
import io.ewig.engine.replica.SignaturePolicy;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.Reason;
import io.ewig.sync.session.Direction;
import io.ewig.sync.session.Objection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a database keeps of its peers in small files, when these are damaged. */
class SmallFilesFuzzTest {

  private static final Origin ONE = new Origin(1, 2);
  private static final Origin OTHER = new Origin(3, 4);

  /** Room for the error and the values; the first input has Jackson make its tables. */
  private static final long BYTES_MAX = 16 << 20;

  @TempDir private Path folder;

  private record Kept(Consumer<Path> write, Consumer<Path> read, Consumer<JsonObject> decode) {}

  private static final Map<String, Kept> FILES =
      Map.of(
          "peers.json",
          new Kept(
              in -> new PeerFile(in).put(peer()), in -> new PeerFile(in).list(), PeerFile::peers),
          "gossip.json",
          new Kept(
              in -> new GossipFile(in).write(OptionalInt.of(3)),
              in -> new GossipFile(in).fanOut(),
              GossipFile::fanOut),
          "signatures.json",
          new Kept(
              in ->
                  new PolicyFile(in)
                      .write(new SignaturePolicy(SignaturePolicy.Rule.ALL, Set.of(ONE))),
              in -> new PolicyFile(in).read(),
              PolicyFile::policy),
          "acknowledged.json",
          new Kept(
              in -> acknowledged(in).write(said()),
              in -> acknowledged(in).read(),
              AcknowledgedFile::acknowledged),
          "quarantine.json",
          new Kept(
              SmallFilesFuzzTest::quarantine,
              in -> new QuarantineFile(in, () -> 0),
              all -> Findings.proofs(Findings.requireSound(all))));

  private static Peer peer() {
    return new Peer(
        "far", "http://there:1/main", Direction.PUSH, Duration.ofSeconds(2), Optional.of("/token"));
  }

  private static AcknowledgedFile acknowledged(Path in) {
    return new AcknowledgedFile(in, () -> 0);
  }

  private static Acknowledged said() {
    return new Acknowledged(Map.of(ONE, VersionVector.of(Map.of(OTHER, 7L))), Set.of(OTHER));
  }

  /** One that is locked out by proof, and one that was released. */
  private static void quarantine(Path in) {
    QuarantineFile file = new QuarantineFile(in, () -> 0);
    file.lock(ONE, proof(ONE));
    file.lock(OTHER, proof(OTHER));
    file.release(OTHER);
  }

  private static Objection proof(Origin origin) {
    Hash one = new Hash(1, 2, 3, 4);
    Hash other = new Hash(5, 6, 7, 8);
    List<CommitSignature> signed =
        List.of(
            new CommitSignature(origin, 7, one, "seal"),
            new CommitSignature(origin, 7, other, "another"));
    Message.Fork fork = new Message.Fork(origin, 7, one, other, signed);
    return new Objection(
        Reason.EQUIVOCATION, "two stories", Optional.of(fork), Optional.of(origin));
  }

  static Stream<String> files() {
    return FILES.keySet().stream().sorted();
  }

  private byte[] sample(String name) throws IOException {
    FILES.get(name).write.accept(folder);
    FILES.get(name).read.accept(folder);
    return Files.readAllBytes(folder.resolve(name));
  }

  /** Each input is one of them: what takes long is the same for all, and is JSON. */
  @Test
  void damagedOnesGiveATypedErrorOrAValue() throws IOException {
    List<String> names = files().toList();
    List<byte[]> samples = new ArrayList<>();
    for (String name : names) {
      samples.add(sample(name));
    }
    int[] values = new int[names.size()];
    int[] now = new int[1];
    Randoms random = new Randoms(20_261_123);
    int unused =
        Fuzz.feed(
            "small files",
            () -> {
              now[0] = random.below(names.size());
              return Fuzz.damaged(samples.get(now[0]), random);
            },
            bytes -> {
              FILES.get(names.get(now[0])).decode.accept(object(bytes));
              values[now[0]]++;
            },
            BYTES_MAX);
    assertThat(values).as("inputs that still mean something").doesNotContain(0);
  }

  private static JsonObject object(byte[] bytes) {
    if (Json.parse(bytes) instanceof JsonObject object) {
      return object;
    }
    throw new UserException(ErrorCode.MALFORMED_JSON, "no object");
  }

  @ParameterizedTest
  @MethodSource("files")
  void oneThatIsCutOrEmptyIsNamedWithWhatToDo(String name) throws IOException {
    byte[] sample = sample(name);
    for (int length = 0; length < sample.length; length++) {
      Files.write(folder.resolve(name), Arrays.copyOf(sample, length));
      requireNamed(name);
    }
  }

  private void requireNamed(String name) {
    assertThatThrownBy(() -> FILES.get(name).read.accept(folder))
        .isInstanceOf(CorruptionException.class)
        .hasMessageContainingAll(name, "mend it, or remove it to begin with");
  }

  /** Half of what was said could be less than somebody is locked out for, or waited for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "peers.json {'far':{'url':'http://a','direction':'both','intervalMillis':-5}}",
        "peers.json {'far':{'url':'http://a','direction':'both','intervalMillis':9000000000000000}}",
        "peers.json {'far':{'url':'http://a','direction':'to','intervalMillis':1000}}",
        "peers.json {'far':{'url':'http://a','direction':'both','intervalMillis':50,'tokenFile':1}}",
        "gossip.json {'fanOut':0}",
        "gossip.json {'fanout':3}",
        "signatures.json {'policy':'all'}",
        "acknowledged.json {'said':{}}",
        "acknowledged.json {'retired':3,'said':{}}",
        "acknowledged.json {'retired':[3],'said':{}}",
        "acknowledged.json {'retired':[],'said':{'ORIGIN':7}}",
        "acknowledged.json {'retired':[],'said':{'ORIGIN':{'ORIGIN':'7'}}}",
        "acknowledged.json {'retired':[],'said':{'ORIGIN':{'ORIGIN':-7}}}",
        "quarantine.json {'rose':{'locked':true,'reason':'forged','text':'it','since':'now'}}",
        "quarantine.json {'ORIGIN':true}",
        "quarantine.json {'ORIGIN':{'locked':'yes','reason':'forged','text':'it','since':'now'}}",
        "quarantine.json {'ORIGIN':{'locked':true,'text':'it','since':'now'}}",
        "quarantine.json {'ORIGIN':{'locked':true,'released':[]}}",
        "quarantine.json {'ORIGIN':{'locked':false,'released':{}}}",
        "quarantine.json {'ORIGIN':{'locked':false,'released':[7]}}",
        "quarantine.json {'ORIGIN':{'locked':true,'reason':'forged','text':'it','since':'now',"
            + "'proven':true}}"
      })
  void oneThatSaysWhatItCantIsNamedWithWhatToDo(String text) throws IOException {
    String name = text.substring(0, text.indexOf(' '));
    String content = text.substring(text.indexOf(' ') + 1);
    Files.writeString(
        folder.resolve(name), content.replace('\'', '"').replace("ORIGIN", ONE.toString()));
    requireNamed(name);
  }
}

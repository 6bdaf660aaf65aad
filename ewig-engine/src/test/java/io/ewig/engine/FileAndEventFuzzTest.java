package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.branch.At;
import io.ewig.engine.branch.Merge;
import io.ewig.engine.branch.RefChange;
import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.crypt.SignedHead;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Erasure;
import io.ewig.engine.event.EventId;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.event.World;
import io.ewig.engine.exchange.DatabaseFile;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.checkpoint.RowSummary;
import io.ewig.engine.log.Fuzz;
import io.ewig.engine.log.Head;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.part.Filter;
import io.ewig.engine.world.WorldPattern;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is read from small files, from payloads of events that anybody may have written, and from
 * texts that people pass on: damaged, it gives a typed error or a value, at once and in little
 * memory. The bytes of the log, the store and the state have tests of their own.
 */
class FileAndEventFuzzTest {

  /** Room for the error and for the values; nothing grows by a number that the input names. */
  private static final long BYTES_MAX = 1 << 20;

  private static final UnaryOperator<byte[]> AS_IT_IS = bytes -> bytes;
  private static final At AT =
      new At(Branch.MAIN, new EventId(7, 8), new Hash(1, 2, 3, 4))
          .withHeld(VersionVector.of(Map.of(new Origin(1, 2), 300L)));
  private static final Filter FILTER =
      new Filter(
          List.of(new WorldPattern("a://garden*"), Filter.table("plants")),
          List.of(new WorldPattern("main")));

  private record Decoder(byte[] sample, UnaryOperator<byte[]> mend, Consumer<byte[]> decode) {
    Decoder(byte[] sample, Consumer<byte[]> decode) {
      this(sample, AS_IT_IS, decode);
    }
  }

  private static final Map<String, Decoder> DECODERS =
      Map.of(
          "ewig.json",
          new Decoder(
              new DatabaseFile(new Origin(1, 2), Instant.EPOCH, true).toBytes(),
              FileAndEventFuzzTest::resealed,
              bytes -> DatabaseFile.parse(bytes, "ewig.json")),
          "filter",
          new Decoder(utf8(FILTER.toString()), bytes -> Filter.parse(text(bytes))),
          "signed head",
          new Decoder(utf8(signedHead()), bytes -> SignedHead.parse(text(bytes))),
          "seal of a commit",
          new Decoder(utf8("q".repeat(CommitSignature.SEAL_CHARS)), FileAndEventFuzzTest::seal),
          "name of a branch",
          new Decoder(
              new RefChange.Created("dev", Branch.MAIN, AT, World.of("a://garden")).payload(),
              bytes -> RefChange.parse(EventType.BRANCH_CREATED, bytes)),
          "name that moves",
          new Decoder(
              new RefChange.Moved("dev", Branch.MAIN, AT, "reset").payload(),
              bytes -> RefChange.parse(EventType.BRANCH_MOVED, bytes)),
          "merge",
          new Decoder(new Merge(AT, "ours").payload(), Merge::parse),
          "erasure",
          new Decoder(new byte[3 * Hash.BYTES], Erasure::read),
          "state of a row",
          new Decoder(new byte[60], RowSummary::read));

  static Stream<String> decoders() {
    return DECODERS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void damagedInputGivesATypedErrorOrAValue(String name) {
    Decoder decoder = DECODERS.get(name);
    Randoms random = new Randoms(name.hashCode());
    int values =
        Fuzz.feed(
            name,
            () -> decoder.mend.apply(Fuzz.damaged(decoder.sample, random)),
            decoder.decode,
            BYTES_MAX);
    assertThat(values).as("inputs that still mean something").isPositive();
  }

  /** The checksum is that of what is before it. */
  private static byte[] resealed(byte[] bytes) {
    String file = text(bytes);
    int at = file.indexOf("\"checksum\"");
    if (at < 0) {
      return bytes;
    }
    String start = file.substring(0, at);
    return utf8(start + "\"checksum\":\"" + Sha256.of(utf8(start)) + "\"}\n");
  }

  private static String signedHead() {
    Head head = new Head(5, 77, new Hash(1, 2, 3, 4));
    return SignedHead.sign("garden", head, new Hash(5, 6, 7, 8), Keys.newSigningKey()).toText();
  }

  private static void seal(byte[] bytes) {
    CommitSignature signature =
        new CommitSignature(new Origin(1, 2), 3, new Hash(1, 2, 3, 4), text(bytes));
    assertThat(signature.holds(Keys.verifier())).isFalse();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

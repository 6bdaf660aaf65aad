package io.ewig.jdbc.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.jdbc.link.Ask;
import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.Setting;
import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.packed.MalformedException;
import io.ewig.jdbc.packed.Packed;
import io.ewig.jdbc.packed.ValueReader;
import io.ewig.jdbc.packed.ValueWriter;
import io.ewig.jdbc.packed.WireInput;
import io.ewig.jdbc.packed.WireOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {

  private static final int MUTATIONS =
      "long".equals(System.getProperty("ewig.tier")) ? 1_000_000 : 100_000;

  private static final @Nullable Object[] EVERY_VALUE = {
    null,
    true,
    false,
    (byte) -1,
    (short) 300,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    -0.0f,
    Double.MIN_VALUE,
    new BigDecimal("-123456789012345678901234567890.0000000001"),
    new BigDecimal("1e400"),
    "",
    "änemone \uD83C\uDF38",
    "half \uD83C",
    new byte[] {0, -1},
    LocalDate.of(1, 1, 1),
    LocalTime.MAX,
    LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999),
    Instant.parse("1582-10-10T00:00:00.000000001Z"),
    Period.ofMonths(-14),
    Duration.ofSeconds(-5, 7),
    UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
    Arrays.asList(1, null, List.of("x")),
    new Object[] {1, "y", new Object[] {null}},
    Map.of("k", List.of(2L)),
  };

  private static final ValueType ARRAY =
      new ValueType(
          Types.ARRAY, "INTEGER ARRAY", 0, 0, new ValueType(Types.INTEGER, "INTEGER", 32, 0, null));

  private static final ColumnInfo COLUMN =
      new ColumnInfo("l", "n", "t", "s", ARRAY, ColumnInfo.Nullability.UNKNOWN, true);

  private static final Ask ASK =
      new Ask(7, 8, 9, new Ask.Keys(true, List.of("id", "näme"), List.of(0, 3)), "k-1");

  static List<Request> requests() {
    return List.of(
        new Request.Open(1, "main", Map.of("user", "ann", "branch", "dev")),
        new Request.End(),
        new Request.Prepare("select 'half \uD83C'"),
        new Request.Execute(3, EVERY_VALUE, ASK, 12),
        new Request.Execute(3, new Object[0], Ask.PLAIN, 13),
        new Request.Batch(3, List.of(new Object[] {1, "a"}, new Object[] {2, "b"}), ASK, 14),
        new Request.Batch(3, List.of(), Ask.PLAIN, 15),
        new Request.Fetch(4, 100),
        new Request.AutoCommit(true),
        new Request.AutoCommit(false),
        new Request.Commit(),
        new Request.Rollback(),
        new Request.SetMark("m"),
        new Request.ReturnTo(5),
        new Request.Release(6),
        new Request.Change(Setting.BRANCH, "dev"),
        new Request.Change(Setting.AS_OF, null),
        new Request.Reserved("select"),
        new Request.Ping(),
        new Request.Cancel(1L << 40));
  }

  static List<Response> responses() {
    WireOutput packed = new WireOutput();
    ValueWriter.row(EVERY_VALUE, packed);
    Failure failure = new Failure("22012", 1036, "division by zero");
    Response.Rows rows = new Response.Rows(List.of(COLUMN), 1, packed.packed(), 9, failure);
    return List.of(
        new Response.Opened("id", "main", "1.2.3", "ann"),
        new Response.Prepared(3, true, List.of(COLUMN), List.of(ARRAY)),
        rows,
        new Response.Rows(null, 0, Packed.NOTHING, 0, null),
        new Response.Rows(List.of(), 0, Packed.NOTHING, 0, null),
        new Response.Count(-1, null),
        new Response.Count(1L << 33, rows),
        new Response.Counts(new long[] {0, 1, -2, Long.MAX_VALUE}),
        new Response.Done(0),
        new Response.Failed(failure, true, null),
        new Response.Failed(failure, false, new long[] {1, 2}));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aCallIsReadAsItWasWritten(Request request) throws MalformedException {
    Call call = new Call("0123", List.of(1L, 7L), request);
    assertThat(CallReader.read(Envelope.read(CallWriter.write(call))))
        .usingRecursiveComparison()
        .isEqualTo(call);
  }

  @ParameterizedTest
  @MethodSource("responses")
  void aReplyIsReadAsItWasWritten(Response response) throws MalformedException {
    SessionState state = new SessionState(true, true, Map.of(Setting.SCHEMA, "public"));
    Reply reply = new Reply(state, List.of(new Failure("01000", 0, "mind")), response);
    assertThat(ReplyReader.read(ReplyWriter.write(reply)))
        .usingRecursiveComparison()
        .withEqualsForType(Packed::equals, Packed.class)
        .isEqualTo(reply);
    Reply bare = new Reply(null, List.of(), response);
    assertThat(ReplyReader.read(ReplyWriter.write(bare)))
        .usingRecursiveComparison()
        .withEqualsForType(Packed::equals, Packed.class)
        .isEqualTo(bare);
  }

  @Test
  void everyKindOfValueArrivesAsItWasSent() throws MalformedException {
    WireOutput out = new WireOutput();
    ValueWriter.row(EVERY_VALUE, out);
    WireInput in = new WireInput(out.toBytes());
    assertThat(Arrays.deepEquals(ValueReader.row(in, EVERY_VALUE.length), EVERY_VALUE)).isTrue();
    assertThat(in.isAtEnd()).isTrue();
  }

  @Test
  void aWholeNumberOfAnySizeIsADecimal() throws MalformedException {
    WireOutput out = new WireOutput();
    ValueWriter.row(new Object[] {BigInteger.TEN.pow(40)}, out);
    assertThat(ValueReader.row(new WireInput(out.toBytes()), 1))
        .containsExactly(new BigDecimal(BigInteger.TEN.pow(40)));
  }

  @Test
  void whatHasNoWordIsRefusedWhereItIsSent() {
    assertThatThrownBy(() -> ValueWriter.row(new Object[] {new StringBuilder()}, new WireOutput()))
        .hasMessageContaining("java.lang.StringBuilder");
    Object deep = List.of();
    for (int i = 0; i < 40; i++) {
      deep = List.of(deep);
    }
    Object tooDeep = deep;
    assertThatThrownBy(() -> ValueWriter.row(new Object[] {tooDeep}, new WireOutput()))
        .hasMessageContaining("nested deeper");
  }

  @Test
  void aFieldOfALaterVersionIsPassedOver() throws MalformedException {
    WireOutput message = new WireOutput();
    message.field(1, "0123");
    message.field(99, "new");
    message.item(98, 5);
    WireOutput envelope = new WireOutput();
    envelope.field(1, "ewig.Ping");
    envelope.field(3, new byte[] {1});
    envelope.field(2, message);
    assertThat(CallReader.read(Envelope.read(envelope.toBytes())))
        .isEqualTo(new Call("0123", List.of(), new Request.Ping()));
  }

  @Test
  void bytesThatNobodyWroteAreMalformedAndNothingElse() {
    List<byte[]> calls =
        requests().stream().map(it -> CallWriter.write(new Call("id", List.of(1L), it))).toList();
    List<byte[]> replies =
        responses().stream().map(it -> ReplyWriter.write(new Reply(null, List.of(), it))).toList();
    Random random = new Random(20_260_101);
    for (int i = 0; i < MUTATIONS; i++) {
      read(mutated(calls.get(random.nextInt(calls.size())), random), true);
      read(mutated(replies.get(random.nextInt(replies.size())), random), false);
    }
  }

  private static void read(byte[] bytes, boolean isCall) {
    try {
      if (isCall) {
        Envelope envelope = Envelope.read(bytes);
        if (envelope.isOurs()) {
          CallReader.read(envelope);
        }
      } else if (ReplyReader.read(bytes).response() instanceof Response.Rows rows) {
        ValueReader.row(rows.packed().input(), EVERY_VALUE.length);
      }
    } catch (MalformedException e) {
      assertThat(e).hasMessageContaining("malformed message at byte");
    }
  }

  private static byte[] mutated(byte[] whole, Random random) {
    int length = random.nextInt(8) == 0 ? random.nextInt(whole.length) : whole.length;
    byte[] bytes = Arrays.copyOf(whole, length);
    for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }
}

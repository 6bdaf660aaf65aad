package io.ewig.engine.exchange;

import static io.ewig.engine.exchange.GardenHistory.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedImportTest {

  private static final int FUZZ_ROUNDS = 100_000;

  /** Two commits of one and of two events. */
  private static final List<String> GOOD = lines();

  private static List<String> lines() {
    GardenHistory garden = new GardenHistory(1);
    garden.commit("main", event().json("rose"));
    garden.commit(
        "main", event().valid(GardenHistory.SPRING, GardenHistory.SPRING.plusSeconds(60)), event());
    return new String(garden.export(), StandardCharsets.UTF_8).lines().toList();
  }

  /** Replaces a part of the first line; a single quote stands for a double one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'seq':0 | 'seq':-1 | seq",
        "'seq':0 | 'seq':'0' | seq",
        "'seq':0 | 'seq':0.0 | seq",
        "'seq':0 | 'seq':9223372036854775808 | seq",
        "'seq':0, | `` | seq",
        "'seq':0 | 'seq':0,'seq':0 | seq",
        "'seq':0 | 'seq':0,'colour':'red' | colour",
        "'origin_seq':1 | 'origin_seq':0 | origin_seq",
        "'origin_seq':1 | 'origin_seq':2 | id",
        "'id':'0 | 'id':'8 | id",
        "'id':'0 | 'id':'! | id",
        "'id':'0 | 'id':'00 | id",
        "'system_time':'2 | 'system_time':'x | system_time",
        "'system_time':'2 | 'system_time':'+12 | system_time",
        "'hash':' | 'hash':'0 | hash",
        "'hash':' | 'hash':null,'h':' | hash",
        "'parent':'0 | 'parent':'x | parent",
        "'origin':'0 | 'origin':'z | origin",
        "'hlc':' | 'hlc':'- | hlc",
        "'hlc':' | 'hlc':'9999999 | hlc",
        "'hlc':' | 'hlc':'x | hlc",
        "'valid_from':' | 'valid_from':'x | valid_from",
        "'valid_to':null | 'valid_to':'' | valid_to",
        "'valid_to':null | 'valid_to':'1999-01-01T00:00:00Z' | valid_to",
        "'valid_to':null | 'valid_to':true | valid_to",
        "'world':'a://garden' | 'world':'garden' | world",
        "'world':'a://garden' | 'world':['a://garden'] | world",
        "'type':'ObjectCreated' | 'type':'Object Created' | type",
        "'type':'ObjectCreated' | 'type':'ObjectCreated','type_code':48 | type_code",
        "'salt':' | 'salt':'00 | salt",
        "'salt':' | 'salt':'x | salt",
        "'text':'rose' | 'text':'rose','base64':'' | base64",
        "'text':'rose' | 'text':7 | text",
        "'text':'rose' | 'text':'\\ud800' | text",
        ",'text':'rose' | `` | text",
        "'text':'rose' | 'base64':'*' | line 1",
        "'text':'rose'} | 'text':'rose'}} | line 1",
        "'text':'rose'} | 'text':'rose'}{} | line 1",
        "'text':'rose'} | 'text':'rose' | line 1",
        "'text':'rose' | 'text':'tulip' | does not have the hash",
        "'commit':{ | 'commit':[{ | commit",
        "'branch':'main' | 'branch':'no way' | branch",
        "'branch':'main', | `` | branch",
        "'branch':'main' | 'branch':'main','branch':'main' | branch",
        "'parents':[] | 'parents':{} | parents",
        "'parents':[] | 'parents':['x'] | parents",
        "'parents':[] | 'parents':[7] | parents",
        "'parents':[] | 'parents':[],'parents':[] | parents",
        "'author':'' | 'author':null | author",
        "'message':'' | 'message':'changed' | does not have the hash",
        "'metadata':{} | 'metadata':{'a':{}} | metadata",
        "'metadata':{} | 'metadata':{'a':'1','a':'2'} | metadata",
        "'metadata':{} | 'metadata':[] | metadata",
        "'events':1 | 'events':0 | events",
        "'events':1 | 'events':1048577 | events",
        "'events':1 | 'events':2 | line 2",
        "'events':1 | 'events':1,'more':1 | more",
      })
  void aBadLineIsRefusedByLineAndField(String from, String to, String named) {
    String good = GOOD.get(0);
    String bad = good.replaceFirst(literal(from), quoted(to).replace("\\", "\\\\"));
    assertThat(bad).isNotEqualTo(good);
    requireMalformed(bad + "\n" + GOOD.get(1) + "\n" + GOOD.get(2), named);
  }

  private static String literal(String text) {
    return Pattern.quote(quoted(text));
  }

  private static String quoted(String text) {
    return text.replace('\'', '"');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'seq':2 | 'seq':3 | seq",
        "'hash':' | 'x':' | x",
        "{'seq' | {'commit':null,'seq' | commit",
      })
  void aBadLaterLineIsRefusedByLineAndField(String from, String to, String named) {
    String bad = GOOD.get(2).replaceFirst(literal(from), quoted(to));
    assertThat(bad).isNotEqualTo(GOOD.get(2));
    requireMalformed(GOOD.get(0) + "\n" + GOOD.get(1) + "\n" + bad, "line 3", named);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "null", "[]", "7", "{", "{}", "\uFEFF{}", "}", "{\"seq\"", "\u0000"})
  void whatIsNoEventIsRefused(String line) {
    requireMalformed(line + "\n", "line 1");
  }

  @Test
  void anotherEncodingIsRefused() {
    byte[] utf16 = GOOD.get(0).getBytes(StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> GardenHistory.empty().read(utf16)).hasMessageContaining("line 1");
  }

  @Test
  void aCommitThatIsCutShortIsRefused() {
    requireMalformed(GOOD.get(0) + "\n" + GOOD.get(1), "1 of the 2 events", "starts on line 2");
  }

  @Test
  void aCommitThatStartsWithinAnotherIsRefused() {
    requireMalformed(GOOD.get(1) + "\n" + GOOD.get(0), "line 2", "'commit'");
  }

  @Test
  void aLaterEventWithoutItsCommitIsRefused() {
    requireMalformed(GOOD.get(2), "line 1", "'commit'");
  }

  @Test
  void whatCameBeforeABadLineStays() {
    GardenHistory garden = GardenHistory.empty();
    assertThatThrownBy(() -> garden.read(GOOD.get(0) + "\n?")).isInstanceOf(UserException.class);
    assertThat(garden.log.head().size()).isEqualTo(1);
  }

  @Test
  void theSameHistoryTwiceIsRefusedWithItsCause() {
    GardenHistory garden = GardenHistory.empty();
    garden.read(GOOD.get(0));
    assertThatThrownBy(() -> garden.read(GOOD.get(0)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("line 1")
        .hasCauseInstanceOf(ConflictException.class);
  }

  @Test
  void anEndlessLineIsRefusedWithoutBeingKept() {
    InputStream zeros =
        new InputStream() {
          @Override
          public int read() {
            return '7';
          }

          @Override
          public int read(byte[] into, int from, int length) {
            Arrays.fill(into, from, from + length, (byte) '7');
            return length;
          }
        };
    InputStream endless =
        new SequenceInputStream(
            new ByteArrayInputStream("{".getBytes(StandardCharsets.UTF_8)), zeros);
    GardenHistory garden = GardenHistory.empty();
    assertThatThrownBy(() -> NdjsonImport.read(endless, garden.store, garden::adopt))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("line 1")
        .hasMessageContaining("" + NdjsonFormat.LINE_BYTES_MAX);
  }

  @Test
  void aPayloadOverTheLimitIsRefused() {
    String huge = "x".repeat((64 << 20) + 1);
    requireMalformed(GOOD.get(0).replace("rose", huge), "text", "67108865");
  }

  @Test
  void aHugeValueIsNotQuotedWhole() {
    String bad = GOOD.get(0).replace("a://garden", "x".repeat(16_000));
    assertThatThrownBy(() -> GardenHistory.empty().read(bad))
        .satisfies(e -> assertThat(e.getMessage()).contains("'world'").hasSizeLessThan(500));
  }

  /** One seed is one run: whatever becomes of a line, only errors of ours come out. */
  @Test
  void noMutationOfALineCrashes() {
    Random random = new Random(42);
    byte[][] good =
        GOOD.stream().map(l -> l.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    int refused = 0;
    for (int round = 0; round < FUZZ_ROUNDS; round++) {
      byte[] line = mutate(good[random.nextInt(good.length)], random);
      try {
        EventLineReader.read(line, line.length, round);
      } catch (EwigException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_IMPORT);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(FUZZ_ROUNDS / 2);
  }

  private static byte[] mutate(byte[] good, Random random) {
    byte[] line = good.clone();
    int at = random.nextInt(line.length);
    switch (random.nextInt(5)) {
      case 0 -> line[at] = (byte) random.nextInt(256);
      case 1 -> line[at] = (byte) "{}[]\",:\\0n-.".charAt(random.nextInt(12));
      case 2 -> line = Arrays.copyOf(line, at);
      case 3 -> {
        int length = 1 + random.nextInt(8);
        int from = random.nextInt(line.length - length);
        System.arraycopy(line, from, line, random.nextInt(line.length - length), length);
      }
      default -> {
        for (int i = 0; i < 4; i++) {
          line[random.nextInt(line.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return line;
  }

  private static void requireMalformed(String lines, String... named) {
    assertThatThrownBy(() -> GardenHistory.empty().read(lines))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("line ")
        .hasMessageContainingAll(named)
        .extracting(e -> ((EwigException) e).code())
        .isEqualTo(ErrorCode.MALFORMED_IMPORT);
  }
}

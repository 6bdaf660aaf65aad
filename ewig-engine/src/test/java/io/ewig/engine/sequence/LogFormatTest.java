package io.ewig.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Golden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LogFormatTest {

  private static final Origin ROSE = new Origin(0, 1);

  private static SequenceDocument random(long seed, int steps) {
    Random random = new Random(seed);
    List<SequenceDocumentTest.Author> authors = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      authors.add(new SequenceDocumentTest.Author(i));
    }
    for (int i = 0; i < steps; i++) {
      SequenceDocumentTest.Author author = authors.get(random.nextInt(3));
      author.edit(random);
      if (random.nextInt(3) == 0) {
        author.merge(authors.get(random.nextInt(3)));
      }
    }
    authors.forEach(authors.get(0)::merge);
    return authors.get(0).document;
  }

  @Test
  void whatIsWrittenIsRead() {
    for (long seed = 0; seed < 200; seed++) {
      SequenceDocument document = random(seed, 20);
      byte[] bytes = document.toBytes();
      SequenceDocument read = SequenceDocument.read(bytes);
      assertThat(read.toString()).as("seed %s", seed).isEqualTo(document.toString());
      assertThat(read.version()).isEqualTo(document.version());
      assertThat(read.toBytes()).as("seed %s", seed).isEqualTo(bytes);
    }
    assertThat(SequenceDocument.read(new SequenceDocument().toBytes()).toString()).isEmpty();
  }

  @Test
  void theBytesOfALogNeverChange() throws IOException {
    SequenceDocument document = random(7, 12);
    Golden.check("text-operations", document.toBytes());
    assertThat(SequenceDocument.read(Golden.bytes("text-operations")).toString())
        .isEqualTo(document.toString());
  }

  @Test
  void anyBytesAreReadOrRefused() {
    byte[] bytes = random(7, 12).toBytes();
    Random random = new Random(8);
    for (int i = 0; i < 100_000; i++) {
      byte[] garbled = bytes.clone();
      for (int j = random.nextInt(3); j >= 0; j--) {
        garbled[random.nextInt(garbled.length)] = (byte) random.nextInt(256);
      }
      try {
        SequenceDocument.read(garbled);
      } catch (CorruptionException refused) {
        assertThat(refused).hasMessageContaining("operations of a text");
      }
    }
  }

  private static void refuses(String why, Consumer<BytesOut> write) {
    BytesOut out = new BytesOut(64);
    write.accept(out);
    assertThatThrownBy(() -> SequenceDocument.read(out.toArray()))
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining(why);
  }

  private static BytesOut start(BytesOut out, int operations) {
    return out.putByte(1).putVarint(1).putLong(0).putLong(1).putVarint(operations);
  }

  @Test
  void whatMakesNoTextIsRefused() {
    refuses("bytes wanted", out -> out.put(new byte[0]));
    refuses("version 2", out -> out.putByte(2));
    refuses("authors", out -> out.putByte(1).putVarint(100));
    refuses(
        "twice", out -> out.putByte(1).putVarint(2).put(new byte[32]).putVarint(0).putVarint(0));
    refuses("without an author", out -> out.put(new byte[] {1, 0, 1, 0, 1, 1, 4, 0, 1, 'a'}));
    refuses("behind the end", out -> start(out, 0).putVarint(0).putByte(7));
    refuses("a run of 2", out -> start(out, 1).putVarint(0).putVarint(2));
    refuses(
        "a stretch of 2", out -> start(out, 1).put(new byte[] {0, 1, 1, 2 << 2, 0, 2, 'a', 'b'}));
    refuses("goes on from", out -> start(out, 1).put(new byte[] {0, 1, 0, 1 << 2, 0, 1, 'a'}));
    refuses("no kind 3", out -> start(out, 1).put(new byte[] {0, 1, 1, 1 << 2 | 3, 0, 0}));
    refuses("no place -1", out -> start(out, 1).put(new byte[] {0, 1, 1, 1 << 2, 1, 1, 'a'}));
    refuses("less was put in", out -> start(out, 1).put(new byte[] {0, 1, 1, 1 << 2, 0, 0}));
    refuses("more than", out -> start(out, 1).put(new byte[] {0, 1, 1, 1 << 2, 0, 2, 'a', 'b'}));
    refuses("outside of a text", out -> start(out, 1).put(new byte[] {0, 1, 1, 4, 2, 1, 'a'}));
    refuses("outside of a text", out -> start(out, 1).put(new byte[] {0, 1, 1, 5, 0, 0}));
    refuses(
        "is no version",
        out -> start(out, 2).put(new byte[] {0, 1, 1, 4, 0, 0, 1, 3, 1, 1, 4, 0, 2, 'a', 'b'}));
  }

  @Test
  void aDeletionOfMoreThanThereIsTakesNoMemory() {
    SequenceDocument document = new SequenceDocument();
    document.insert(ROSE, 0, "rose");
    OperationLog log = document.log();
    log.delete(new Origin(0, 2), new int[0], 0, 1 << 28);
    byte[] bytes = document.toBytes();
    assertThat(bytes).hasSizeLessThan(100);
    assertThatThrownBy(() -> SequenceDocument.read(bytes)).isInstanceOf(CorruptionException.class);
  }
}

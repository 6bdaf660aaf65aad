package io.ewig.bench.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.sequence.SequenceDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What real people typed comes to what they saw in the end. */
class TraceTest {

  private static List<Trace> all() throws IOException {
    List<Trace> all = new ArrayList<>(List.of(Trace.of(Trace.SEQUENTIAL)));
    for (String name : Trace.CONCURRENT) {
      all.add(Trace.of(name));
    }
    return all;
  }

  @Test
  void aTraceComesToTheTextThatItsAuthorsSaw() throws IOException {
    for (Trace trace : all()) {
      SequenceDocument document = new SequenceDocument(trace.received());
      assertThat(document.toString()).as(trace.name()).isEqualTo(trace.expected());
    }
  }

  @Test
  void whatOneTypedByHimselfIsTheSame() throws IOException {
    Trace trace = Trace.of(Trace.SEQUENTIAL);
    SequenceDocument typed = trace.typed();
    assertThat(typed.toString()).isEqualTo(trace.expected());
    assertThat(typed.log().runs()).isEqualTo(trace.received().runs());
    assertThat(trace.isConcurrent()).isFalse();
  }
}

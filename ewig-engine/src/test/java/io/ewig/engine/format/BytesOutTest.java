package io.ewig.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesOutTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE, Long.MAX_VALUE, -1})
  void aVarintTakesAsManyBytesAsAreSaid(long value) {
    BytesOut out = new BytesOut(0).putVarint(value);

    assertThat(out.size()).isEqualTo(BytesOut.varintBytes(value));
    assertThat(new BytesIn(out.toArray(), "a varint").getVarint()).isEqualTo(value);
  }

  @Test
  void bytesThatHadJustTheRoomTheyNeedAreNotCopied() {
    BytesOut out = new BytesOut(3).putByte(1).putVarint(2).putByte(3);

    assertThat(out.finish()).isSameAs(out.array()).containsExactly(1, 2, 3);
  }

  @Test
  void bytesThatHadTooMuchOrTooLittleRoomEndWhereWhatWasPutEnds() {
    assertThat(new BytesOut(8).putByte(1).finish()).containsExactly(1);
    assertThat(new BytesOut(1).putByte(1).putShort(2).putByte(3).finish())
        .containsExactly(1, 2, 0, 3);
  }
}

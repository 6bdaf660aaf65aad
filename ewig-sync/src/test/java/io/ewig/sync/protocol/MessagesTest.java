package io.ewig.sync.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.Golden;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Fuzz;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.replica.Brought;
import io.ewig.engine.replica.Standing;
import io.ewig.sync.standing.Stated;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MessagesTest {

  private static final int ROUND_TRIPS = 1_000;
  private static final Origin ORIGIN = new Origin(1, 2);

  @Test
  void everyMessageIsReadAsItWasWritten() {
    for (long seed = 0; seed < ROUND_TRIPS; seed++) {
      RandomMessages random = new RandomMessages(seed);
      List<Message> messages = List.of(random.any(), random.any());
      List<Message> read = read(MessageWriter.write(messages));
      assertThat(texts(read)).as("seed %s", seed).isEqualTo(texts(messages));
    }
  }

  @Test
  void hashesAndIdsAreThoseOfTheEventsThatWereSent() {
    Message.Events sent = new RandomMessages(7).events(50);
    Message.Events got = (Message.Events) read(MessageWriter.write(List.of(sent))).get(0);
    for (int i = 0; i < 50; i++) {
      Commit commit = got.commits().get(i);
      assertThat(commit.id()).isEqualTo(sent.commits().get(i).id());
      assertThat(commit.last().hash()).isEqualTo(sent.commits().get(i).last().hash());
      assertThat(commit.rehash(0)).isEqualTo(commit.first().hash());
    }
  }

  @Test
  void theHelloOfAReplicaOfThreeOriginsIsShort() {
    Message hello = hello(Map.of(ORIGIN, 10_000_000L, new Origin(3, 4), 9L, new Origin(3, 5), 9L));
    assertThat(MessageWriter.write(List.of(hello)).length).isLessThan(150);
  }

  @Test
  void damagedMessagesAreRefusedAtOnceAndInLittleMemory() {
    Randoms random = new Randoms(11);
    List<byte[]> samples = new ArrayList<>();
    for (long seed = 0; seed < 200; seed++) {
      samples.add(MessageWriter.write(List.of(new RandomMessages(seed).any())));
    }
    Fuzz.feed(
        "message",
        () -> damagedUnderAValidChecksum(samples.get(random.below(samples.size())), random),
        MessagesTest::read,
        4 << 20);
  }

  /** Past the checksum, or no other check would ever be asked. */
  private static byte[] damagedUnderAValidChecksum(byte[] sample, Randoms random) {
    byte[] input = Fuzz.damaged(sample, random);
    if (input.length > 8 && !random.oneIn(10)) {
      int at = input.length - Integer.BYTES;
      BytesOut out = new BytesOut(input.length).put(input, 0, at);
      return out.putInt(Checksum.of(input, 0, at)).toArray();
    }
    return input;
  }

  @Test
  void aFlippedBitIsFoundByTheChecksum() {
    byte[] body = MessageWriter.write(List.of(new RandomMessages(3).events(3)));
    for (int at = 0; at < body.length; at += 3) {
      byte[] damaged = body.clone();
      damaged[at] ^= 4;
      assertThatThrownBy(() -> read(damaged)).isInstanceOf(CorruptionException.class);
    }
  }

  @Test
  void aChainThatDoesNotComeToItsHashIsRefused() {
    BytesOut content = new BytesOut(100);
    BatchWriter.write(new RandomMessages(5).events(2), content);
    byte[] batch = content.toArray();
    batch[batch.length - 1] ^= 1;
    assertThatThrownBy(() -> read(frame(FrameFormat.EVENTS, batch)))
        .hasMessageContaining("does not come to the hash");
  }

  @Test
  void anotherVersionIsToldApart() {
    byte[] hello = new byte[50];
    hello[0] = FrameFormat.VERSION + 1;
    assertThatThrownBy(() -> read(frame(FrameFormat.HELLO, hello)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("revision " + (FrameFormat.VERSION + 1) + " of ewig-sync/1");
  }

  @Test
  void moreEventsThanABodyMayHaveAreRefusedBeforeTheyAreMade() {
    BytesOut batch = new BytesOut(100);
    BatchWriter.write(new RandomMessages(6).events(3), batch);
    assertThatThrownBy(
            () -> new BatchReader(new BytesIn(batch.toArray(), "a batch"), new Allowance(2)).read())
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("events, over the limit of");
  }

  @Test
  void manyFramesMayNotBecomeMoreThanOneMay() {
    byte[] payload = new byte[16 << 20];
    Randoms random = new Randoms(8);
    for (int at = 0; at < payload.length; at += 400) {
      payload[at] = (byte) random.below(256); // it is packed well, and not too well
    }
    Brought brought = new Brought(Hash.ZERO, new byte[Payload.SALT_BYTES], payload);
    byte[] one = MessageWriter.write(List.of(new Message.Brings(List.of(brought))));
    int frames = ProtocolLimits.RAW_BYTES_MAX / payload.length;
    BytesOut body = new BytesOut(frames * one.length);
    for (int i = 0; i < frames; i++) {
      body.put(one, 0, one.length);
    }
    assertThat(body.toArray().length).isLessThan(payload.length);
    assertThatThrownBy(() -> MessageReader.readAll(body.toArray()))
        .isInstanceOf(CorruptionException.class)
        .hasMessageContaining("over the limit of");
  }

  @Test
  void littleThatWouldBecomeVeryMuchIsRefused() {
    BytesOut bomb = new BytesOut(100);
    bomb.putVarint(1).putVarint(Integer.MAX_VALUE).putVarint(4).putInt(0);
    assertThatThrownBy(() -> read(frame(FrameFormat.EVENTS, bomb.toArray())))
        .hasMessageContaining("over the limit");
  }

  @Test
  void aFrameOverTheLimitIsRefusedBeforeItIsRead() {
    BytesOut frame = new BytesOut(16).putByte(FrameFormat.BLOB);
    frame.putVarint(ProtocolLimits.FRAME_BYTES_MAX + 1);
    assertThatThrownBy(() -> read(frame.toArray())).hasMessageContaining("over the limit");
  }

  @Test
  void aKindThatIsNotKnownIsRefused() {
    assertThatThrownBy(() -> read(frame(77, new byte[0]))).hasMessageContaining("kind 77");
  }

  @Test
  void aLongRefusalIsCutBetweenCharacters() {
    Message refused = new Message.Refused(Reason.FAILED, "ä".repeat(5_000));
    Message.Refused read = (Message.Refused) read(MessageWriter.write(List.of(refused))).get(0);
    assertThat(read.text()).isNotEmpty().matches("ä+");
  }

  @Test
  void theBytesOfTheProtocolNeverChange() throws IOException {
    RandomMessages random = new RandomMessages(1);
    List<Message> hellos = new ArrayList<>();
    while (hellos.size() < 12) { // enough for all forms of a standing
      hellos.add(random.hello());
    }
    Golden.check("sync-hello-5", MessageWriter.write(hellos));
    VersionVector version = VersionVector.of(Map.of(new Origin(1, 2), 3L));
    Golden.check(
        "sync-acknowledged-4",
        MessageWriter.write(
            List.of(
                Message.Acknowledged.of(4, 5, version, version),
                Message.Acknowledged.of(4, 5, version, VersionVector.EMPTY))));
    Origin origin = new Origin(1, 2);
    CommitSignature signed = new CommitSignature(origin, 3, new Hash(4, 5, 6, 7), "seal");
    Golden.check(
        "sync-fork-3",
        MessageWriter.write(
            List.of(
                new Message.Fork(
                    origin, 3, signed.hash(), new Hash(8, 9, 10, 11), List.of(signed)))));
    BytesOut batch = new BytesOut(100);
    // a batch too short to be compressed: what a compressor makes of bytes is its own business
    BatchWriter.write(new RandomMessages(6).events(1), batch);
    Golden.check("sync-batch-3", batch.toArray());
  }

  private static Message.Hello hello(Map<Origin, Long> seqs) {
    TreeMap<Origin, Long> marks = new TreeMap<>();
    seqs.keySet().forEach(origin -> marks.put(origin, -1L));
    Standing standing = new Standing(VersionVector.of(seqs), marks);
    return new Message.Hello(
        ORIGIN, true, true, true, new Stated.Whole(standing), Optional.empty(), Optional.empty());
  }

  private static byte[] frame(int kind, byte[] content) {
    BytesOut out = new BytesOut(100).putByte(kind).putVarint(content.length).put(content);
    return out.putInt(Checksum.of(out.array(), 0, out.size())).toArray();
  }

  private static List<Message> read(byte[] body) {
    return MessageReader.readAll(body);
  }

  /** Positions in a log are not sent. */
  private static List<String> texts(List<Message> messages) {
    return messages.stream()
        .map(
            message ->
                message instanceof Message.Events events
                    ? events.commits().stream()
                        .map(c -> c.placed(0, c.systemNanos()))
                        .toList()
                        .toString()
                    : message instanceof Message.Blob blob
                        ? java.util.Arrays.toString(blob.bytes())
                        : message.toString())
        .toList();
  }
}

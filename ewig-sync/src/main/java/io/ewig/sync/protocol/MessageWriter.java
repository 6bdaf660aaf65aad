package io.ewig.sync.protocol;

import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.hash.Hash;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Turns messages into frames, see {@link FrameFormat}. */
public final class MessageWriter {

  private final BytesOut out;
  private final BytesOut content = new BytesOut(256);
  private final StatedWriter stated = new StatedWriter(content);

  private MessageWriter(BytesOut out) {
    this.out = out;
  }

  /** One frame a message. */
  public static byte[] write(List<Message> messages) {
    BytesOut out = new BytesOut(256);
    messages.forEach(message -> append(message, out));
    return out.toArray();
  }

  /** Appends one message; how many bytes it takes. */
  public static int append(Message message, BytesOut out) {
    int from = out.size();
    MessageWriter writer = new MessageWriter(out);
    message.accept(writer.new Contents());
    return out.size() - from;
  }

  private final class Contents implements Message.Listener {

    @Override
    public void hello(Message.Hello hello) {
      content
          .putByte(FrameFormat.VERSION)
          .putByte(
              StatedWriter.form(hello.stated())
                  | (hello.root().isPresent() ? FrameFormat.HAS_ROOT : 0)
                  | (hello.expects().isPresent() ? FrameFormat.HAS_EXPECTED : 0)
                  | (hello.gives() ? FrameFormat.GIVES : 0)
                  | (hello.wants() ? FrameFormat.WANTS : 0)
                  | (hello.asksRoot() ? FrameFormat.ASKS_ROOT : 0));
      stated.putOrigin(hello.from());
      stated.put(hello.stated());
      hello.expects().ifPresent(stated::putDifference);
      hello.root().ifPresent(content::putHash);
      frame(FrameFormat.HELLO);
    }

    @Override
    public void events(Message.Events events) {
      BatchWriter.write(events, content);
      frame(FrameFormat.EVENTS);
    }

    @Override
    public void blob(Message.Blob blob) {
      content.put(blob.bytes());
      frame(FrameFormat.BLOB);
    }

    @Override
    public void acknowledged(Message.Acknowledged acknowledged) {
      content.putVarint(acknowledged.taken()).putVarint(acknowledged.known());
      acknowledged
          .version()
          .ifPresentOrElse(
              version -> {
                content.putByte(FrameFormat.BY_VECTOR);
                stated.putVector(version);
              },
              () -> content.putByte(FrameFormat.AS_FAR).putLong(acknowledged.digest()));
      frame(FrameFormat.ACKNOWLEDGED);
    }

    @Override
    public void refused(Message.Refused refused) {
      content.putVarint(refused.reason().number()).put(cut(refused.text()));
      frame(FrameFormat.REFUSED);
    }

    @Override
    public void fork(Message.Fork fork) {
      stated.putOrigin(fork.origin());
      content.putVarint(fork.originSeq()).putHash(fork.one()).putHash(fork.other());
      content.putVarint(fork.signed().size());
      for (CommitSignature each : fork.signed()) {
        content.putVarint(each.originSeq()).putHash(each.hash()).putText(each.seal());
      }
      frame(FrameFormat.FORK);
    }

    @Override
    public void keeps(Message.Keeps keeps) {
      content.put(keeps.filter().toString().getBytes(StandardCharsets.UTF_8));
      frame(FrameFormat.KEEPS);
    }

    @Override
    public void brings(Message.Brings brings) {
      BroughtWriter.write(brings.payloads(), content);
      frame(FrameFormat.BRINGS);
    }

    @Override
    public void wanted(Message.Wanted wanted) {
      stated.putRanges(wanted.events());
      hashes(wanted.objects());
      hashes(wanted.payloads());
      frame(FrameFormat.WANTED);
    }

    @Override
    public void examine(Message.Examine examine) {
      new ExaminedWriter(content, stated).put(examine);
      frame(FrameFormat.EXAMINE);
    }

    @Override
    public void examined(Message.Examined examined) {
      new ExaminedWriter(content, stated).put(examined);
      frame(FrameFormat.EXAMINED);
    }

    private void hashes(List<Hash> hashes) {
      content.putVarint(hashes.size());
      hashes.forEach(content::putHash);
    }
  }

  /** UTF-8 of a text, cut between two characters if it is too long. */
  private static byte[] cut(String text) {
    int length = Math.min(text.length(), ProtocolLimits.TEXT_BYTES_MAX / 3);
    if (length < text.length() && Character.isHighSurrogate(text.charAt(length - 1))) {
      length--;
    }
    return text.substring(0, length).getBytes(StandardCharsets.UTF_8);
  }

  private void frame(int kind) {
    int from = out.size();
    out.putByte(kind).putVarint(content.size()).put(content.array(), 0, content.size());
    out.putInt(Checksum.of(out.array(), from, out.size() - from));
  }
}

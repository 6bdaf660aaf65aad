package io.ewig.sync.protocol;

import io.ewig.engine.crypt.CommitSignature;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.part.Filter;
import io.ewig.sync.standing.Stated;
import io.ewig.sync.standing.VectorDifference;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages frame by frame, see {@link FrameFormat}; one thread. What it can't read is a
 * {@link io.ewig.engine.error.CorruptionException}; a hello of another version, a {@link
 * UserException}.
 */
public final class MessageReader {

  private final byte[] bytes;
  private final BytesIn in;
  private int frames;
  private final Allowance allowance;

  public MessageReader(byte[] body) {
    this.bytes = body;
    this.in = new BytesIn(body, "a peer's message");
    this.allowance = Allowance.ofBody(body.length);
  }

  /** All messages of a body. */
  public static List<Message> readAll(byte[] body) {
    List<Message> messages = new ArrayList<>();
    MessageReader reader = new MessageReader(body);
    for (Message next = reader.next(); next != null; next = reader.next()) {
      messages.add(next);
    }
    return messages;
  }

  /** The next message, or null at the end. */
  public @Nullable Message next() {
    if (in.remaining() == 0) {
      return null;
    }
    if (++frames > ProtocolLimits.FRAMES_MAX) {
      throw in.malformed("more than " + ProtocolLimits.FRAMES_MAX + " frames");
    }
    int from = in.at();
    int kind = in.getByte();
    int length = in.getCount(ProtocolLimits.FRAME_BYTES_MAX, "bytes of a frame");
    int at = in.at();
    in.skip(length);
    int check = Checksum.of(bytes, from, in.at() - from);
    if (in.getInt() != check) {
      throw in.malformed("the checksum of a frame does not hold");
    }
    BytesIn content = new BytesIn();
    content.wrap(bytes, at, at + length, "a peer's message", 0);
    Message message = read(kind, content);
    if (content.remaining() > 0) {
      throw content.malformed(content.remaining() + " bytes behind what a frame says");
    }
    return message;
  }

  private Message read(int kind, BytesIn content) {
    return switch (kind) {
      case FrameFormat.HELLO -> hello(content);
      case FrameFormat.EVENTS -> new BatchReader(content, allowance).read();
      case FrameFormat.BLOB -> new Message.Blob(content.get(content.remaining()));
      case FrameFormat.ACKNOWLEDGED -> acknowledged(content);
      case FrameFormat.REFUSED -> refused(content);
      case FrameFormat.FORK -> fork(content);
      case FrameFormat.KEEPS -> new Message.Keeps(filter(content));
      case FrameFormat.BRINGS -> new Message.Brings(BroughtReader.read(content, allowance));
      case FrameFormat.WANTED -> wanted(content);
      case FrameFormat.EXAMINE -> ExaminedReader.examine(content);
      case FrameFormat.EXAMINED -> ExaminedReader.examined(content);
      default -> throw content.malformed("a frame of kind " + kind);
    };
  }

  private static Filter filter(BytesIn in) {
    if (in.remaining() > Filter.CHARS_MAX) {
      throw in.malformed("a filter of " + in.remaining() + " bytes");
    }
    try {
      return Filter.parse(utf8(in));
    } catch (UserException | CharacterCodingException e) {
      throw in.malformed(String.valueOf(e.getMessage()));
    }
  }

  private static String utf8(BytesIn in) throws CharacterCodingException {
    ByteBuffer text = ByteBuffer.wrap(in.get(in.remaining()));
    return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
  }

  private static List<Hash> hashes(BytesIn in, int max, String what) {
    List<Hash> hashes = new ArrayList<>();
    for (int left = in.getCount(max, what); left > 0; left--) {
      hashes.add(in.getHash());
    }
    return hashes;
  }

  private static Message fork(BytesIn in) {
    Origin origin = StatedReader.origin(in);
    Message.Fork fork =
        new Message.Fork(origin, StatedReader.count(in), in.getHash(), in.getHash());
    List<CommitSignature> signed = new ArrayList<>();
    for (int left = in.getCount(Message.Fork.SIGNED_MAX, "signatures"); left > 0; left--) {
      long seq = StatedReader.count(in);
      Hash hash = in.getHash();
      String seal = in.getText(CommitSignature.SEAL_CHARS, "a seal");
      signed.add(new CommitSignature(origin, seq, hash, seal));
    }
    return fork.withSigned(signed);
  }

  private static Message wanted(BytesIn in) {
    return new Message.Wanted(
        StatedReader.ranges(ProtocolLimits.WANTED_MAX, in),
        hashes(in, ProtocolLimits.WANTED_MAX, "objects"),
        hashes(in, ProtocolLimits.PAYLOADS_MAX, "payloads"));
  }

  private static Message hello(BytesIn in) {
    int version = in.getByte();
    if (version != FrameFormat.VERSION) {
      throw new UserException(
          ErrorCode.UNSUPPORTED_FORMAT,
          "the peer speaks revision "
              + version
              + " of ewig-sync/1, and this is revision "
              + FrameFormat.VERSION
              + "; bring both to the same release");
    }
    int flags = in.getByte();
    if ((flags & ~FrameFormat.FLAGS) != 0) {
      throw in.malformed("a hello with the flags " + flags);
    }
    Origin from = StatedReader.origin(in);
    Stated stated = StatedReader.stated(flags & FrameFormat.FORM, in);
    Optional<VectorDifference> expects =
        (flags & FrameFormat.HAS_EXPECTED) != 0
            ? Optional.of(StatedReader.difference(in))
            : Optional.empty();
    Optional<Hash> root =
        (flags & FrameFormat.HAS_ROOT) != 0 ? Optional.of(in.getHash()) : Optional.empty();
    return new Message.Hello(
        from,
        (flags & FrameFormat.WANTS) != 0,
        (flags & FrameFormat.GIVES) != 0,
        (flags & FrameFormat.ASKS_ROOT) != 0,
        stated,
        expects,
        root);
  }

  private static Message acknowledged(BytesIn in) {
    long taken = StatedReader.count(in);
    long known = StatedReader.count(in);
    int how = in.getByte();
    if (how == FrameFormat.AS_FAR) {
      return new Message.Acknowledged(taken, known, in.getLong(), Optional.empty());
    } else if (how != FrameFormat.BY_VECTOR) {
      throw in.malformed("an acknowledgement of kind " + how);
    }
    VersionVector version = StatedReader.vector(in);
    return new Message.Acknowledged(taken, known, version.digest().a(), Optional.of(version));
  }

  private static Message refused(BytesIn in) {
    long number = in.getVarint();
    Reason reason =
        Reason.of(number > Byte.MAX_VALUE || number < 0 ? 0 : (int) number)
            .orElse(Reason.FAILED); // a later version may know more of them
    if (in.remaining() > ProtocolLimits.TEXT_BYTES_MAX) {
      throw in.malformed("a refusal of " + in.remaining() + " bytes");
    }
    try {
      return new Message.Refused(reason, utf8(in));
    } catch (CharacterCodingException e) {
      throw in.malformed("a refusal is not UTF-8");
    }
  }
}

package io.ewig.engine.inception;

import static io.ewig.engine.inception.SignedCheckpointFormat.CHECKED;
import static io.ewig.engine.inception.SignedCheckpointFormat.CRC;
import static io.ewig.engine.inception.SignedCheckpointFormat.MAGIC;
import static io.ewig.engine.inception.SignedCheckpointFormat.STATEMENT;

import io.ewig.engine.crypt.SigningKey;
import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Seen;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Heads;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stands around the content of a checkpoint, see {@link SignedCheckpointFormat}. */
final class StatementCodec {

  /** Lines that an origin wrote to are many where branches come and go. */
  private static final int CHAINS_MAX = 1 << 20;

  private StatementCodec() {}

  /** What the signature is about. */
  static byte[] signed(byte[] statement) {
    return new BytesOut(Long.BYTES + statement.length).putLong(MAGIC).put(statement).toArray();
  }

  static byte[] write(Statement statement) {
    BytesOut out = new BytesOut(256);
    out.putVarint(statement.origins().size());
    statement
        .origins()
        .forEach(
            (origin, reach) -> put(origin, out).putVarint(reach.originSeq()).putLong(reach.hlc()));
    out.putVarint(statement.chains().size());
    statement
        .chains()
        .forEach(
            (chain, hash) -> put(chain.origin(), out).putText(chain.branch().name()).putHash(hash));
    return out.putHash(statement.head())
        .putLong(statement.systemNanos())
        .putHash(statement.root())
        .putHash(statement.content())
        .toArray();
  }

  private static BytesOut put(Origin origin, BytesOut out) {
    return out.putLong(Long.reverseBytes(origin.high())).putLong(Long.reverseBytes(origin.low()));
  }

  static byte[] write(SignedCheckpoint checkpoint) {
    byte[] statement = write(checkpoint.statement());
    BytesOut out = new BytesOut(STATEMENT + statement.length + checkpoint.content().length);
    out.putLong(MAGIC).putInt(0).putInt(statement.length);
    out.put(checkpoint.publicKey()).put(checkpoint.signature());
    out.put(statement).put(checkpoint.content());
    out.setInt(CRC, Checksum.of(out.array(), CHECKED, out.size() - CHECKED));
    return out.toArray();
  }

  static SignedCheckpoint parse(byte[] bytes, String file) {
    BytesIn in = new BytesIn(bytes, file);
    if (bytes.length < STATEMENT || in.getLong() != MAGIC) {
      throw corrupt(file, 0, "no signed checkpoint of a format that this version knows");
    }
    if (in.getInt() != Checksum.of(bytes, CHECKED, bytes.length - CHECKED)) {
      throw corrupt(file, CRC, "the checksum of the checkpoint does not hold");
    }
    int length = in.getInt();
    byte[] publicKey = in.get(SigningKey.PUBLIC_KEY_BYTES);
    byte[] signature = in.get(SigningKey.SIGNATURE_BYTES);
    byte[] raw = in.get(length);
    Statement statement = statement(new BytesIn(raw, file));
    if (!Arrays.equals(write(statement), raw)) {
      throw corrupt(file, STATEMENT, "a statement that is not written as it would be");
    }
    return new SignedCheckpoint(statement, publicKey, signature, in.get(in.remaining()));
  }

  private static Statement statement(BytesIn in) {
    SortedMap<Origin, Statement.Reach> origins = new TreeMap<>();
    int count = in.getCount(Seen.ORIGINS_MAX, "origins");
    for (int i = 0; i < count; i++) {
      Origin origin = origin(in);
      long originSeq = in.getVarint();
      if (originSeq <= 0) {
        throw in.malformed("origin " + origin + " with " + originSeq + " events");
      }
      origins.put(origin, new Statement.Reach(originSeq, in.getLong()));
    }
    SortedMap<Heads.Chain, Hash> chains = new TreeMap<>(SignedCheckpointFormat.BY_ORIGIN_AND_LINE);
    int lines = in.getCount(CHAINS_MAX, "chains");
    for (int i = 0; i < lines; i++) {
      chains.put(new Heads.Chain(origin(in), line(in)), in.getHash());
    }
    Statement statement =
        new Statement(origins, chains, in.getHash(), in.getLong(), in.getHash(), in.getHash());
    if (in.remaining() > 0) {
      throw in.malformed(in.remaining() + " bytes behind the statement");
    }
    return statement;
  }

  private static Origin origin(BytesIn in) {
    return new Origin(Long.reverseBytes(in.getLong()), Long.reverseBytes(in.getLong()));
  }

  private static Branch line(BytesIn in) {
    String name = in.getText(Branch.BYTES_MAX, "a line's name");
    try {
      return new Branch(name);
    } catch (UserException e) {
      throw in.malformed("'" + name + "' does not name a line");
    }
  }

  private static CorruptionException corrupt(String file, int at, String what) {
    return new CorruptionException(ErrorCode.CORRUPT_FILE, file, at, what);
  }
}

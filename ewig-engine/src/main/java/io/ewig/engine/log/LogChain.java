package io.ewig.engine.log;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.MerkleRange;
import io.ewig.engine.hash.Preimage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/**
 * This log's own chain: one link a commit, over what is local and the events' hashes.
 *
 * <pre>
 * link   = SHA-256( "EWIGLOG" 0x01, previous link, firstSeq: 8, systemNanos: 8, event hash ... )
 * leaf   = event hash, systemNanos: 8      of the Merkle range whose index is the seq
 * </pre>
 */
public final class LogChain {

  private static final long DOMAIN = Preimage.domain("EWIGLOG\u0001");

  private static final VarHandle NANOS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private LogChain() {}

  public static Hash next(Hash previous, Commit commit) {
    Preimage preimage = start(previous, commit.firstSeq(), commit.systemNanos());
    List<Event> events = commit.events();
    for (int i = 0; i < events.size(); i++) {
      preimage.putHash(events.get(i).hash());
    }
    return preimage.hash();
  }

  /** An unfinished link, to which the hashes of the commit's events are added in order. */
  public static Preimage start(Hash previous, long firstSeq, long systemNanos) {
    return Preimage.start(DOMAIN).putHash(previous).putLong(firstSeq).putLong(systemNanos);
  }

  /** The Merkle leaf of an event. */
  public static Hash leaf(Hash eventHash, long systemNanos) {
    byte[] data = new byte[Hash.BYTES + Long.BYTES];
    eventHash.write(data, 0);
    NANOS.set(data, Hash.BYTES, systemNanos);
    return MerkleRange.leafHash(data, 0, data.length);
  }
}

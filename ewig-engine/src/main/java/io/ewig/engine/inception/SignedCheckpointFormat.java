package io.ewig.engine.inception;

import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Preimage;
import io.ewig.engine.log.Heads;
import java.util.Comparator;

/**
 * A signed checkpoint as bytes: in the file {@code inception.ewi}, and on its way.
 *
 * <pre>
 *   0        8     12      16          48                112
 *   +--------+-----+-------+-----------+-----------+-----------+-----------+
 *   | magic  | crc | length| public key| signature | statement | content   |
 *   | 8      | 4   | 4     | 32        | 64        | length    | to the end|
 *   +--------+-----+-------+-----------+-----------+-----------+-----------+
 *   magic "EWIGINC" 0x01; crc: CRC32C of all behind it
 *   signature: Ed25519 over "EWIGINC" 0x01, statement
 *
 *   statement = count: varint, origin*, count: varint, chain*, head (32), systemNanos: i64,
 *               root (32), content (32)
 *   origin    = id (16), originSeq: varint, hlc: i64                         sorted by id
 *   chain     = id (16), line: length: varint, UTF-8, hash (32)             sorted by id, line
 *   content   = block*
 *   block     = raw length: varint, length: varint, bytes       Zstandard if shorter than raw length
 *   raw       = entry*                                          the blocks' one behind the other
 *   entry     = kind: u8, length: varint, key, [ from: i64, to: i64 ], [ length: varint, value ]
 *             | 16: u8, milestone: varint, line: varint      what follows is of that line by then
 *             | 17: u8, length: varint, milestones           first of all, if there are several
 *   kind      = 0: of a branch | 1: of none, + 2 if it holds for a period, + 4 if nothing does
 * </pre>
 *
 * <p>Ids are big-endian, so that their bytes sort as they do; all else is little-endian. Keys and
 * values are those of the version index. Where nothing is said of milestones there is one, on
 * branch main. {@link MilestonesCodec} says how they are written. A block has at most {@value
 * #BLOCK_BYTES_MAX} raw bytes and one entry more.
 */
final class SignedCheckpointFormat {

  static final long MAGIC = Long.reverseBytes(Preimage.domain("EWIGINC\u0001"));
  static final int CRC = 8;
  static final int CHECKED = 12;
  static final int PUBLIC_KEY = 16;
  static final int STATEMENT = 112;

  /** A checkpoint is made, sent and checked in memory. */
  static final int BYTES_MAX = 1 << 30;

  /** Also what a reader holds of it at a time, with the longest entry. */
  static final int BLOCK_BYTES_MAX = 256 << 10;

  /** As long as a value in a tree may be, with a key and more. */
  static final int RAW_BYTES_MAX = (64 << 20) + BLOCK_BYTES_MAX + (64 << 10);

  static final int KEY_BYTES_MAX = 64 << 10;
  static final int EVERYWHERE = 1;
  static final int TIMED = 2;
  static final int NOTHING = 4;
  static final int KINDS = EVERYWHERE + TIMED + NOTHING;
  static final int SECTION = 16;
  static final int MILESTONES = 17;

  static final Comparator<Heads.Chain> BY_ORIGIN_AND_LINE =
      Comparator.<Heads.Chain, Origin>comparing(Heads.Chain::origin)
          .thenComparing(chain -> chain.branch().name());

  private SignedCheckpointFormat() {}
}

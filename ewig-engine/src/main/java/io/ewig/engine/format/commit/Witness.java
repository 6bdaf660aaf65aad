package io.ewig.engine.format.commit;

import java.util.random.RandomGenerator;

/**
 * What a commit's first frame says of how much was durable when it was written, in the form that
 * lies in the frame: a later frame thus bears witness that an earlier, damaged one had been on
 * disk.
 *
 * <pre>
 *   63                      32                           0
 *   +-------------------------+--------------------------+
 *   | lag, below 2^31         | tag of lag and firstSeq  |
 *   +-------------------------+--------------------------+
 *   lag   events before the frame that were not yet durable
 *   tag   under the segment's secret
 * </pre>
 *
 * <p>Recovery looks for witnesses behind damage, where it can't tell a frame from a payload that
 * looks like one. Nobody but the writer of a segment knows its secret, so a payload can't forge
 * what it says: of all that fits into one, about one guess in 400,000 would be right once. A copy
 * of a real frame says what was true. Nobody gets to see a tag either, so mixing does for it.
 *
 * @param secret random, in the header of the segment; {@link #NONE} in those of the first version,
 *     where the lag lies as it is
 */
public record Witness(long secret) {

  /** The secret of segments that have none. */
  public static final long NONE = 0;

  /** What a frame says that bears no witness. */
  public static final long SILENCE = -1;

  private static final int TAG_BITS = 32;
  private static final long TAG_MASK = (1L << TAG_BITS) - 1;

  /** One with a new secret. */
  public static Witness fresh(RandomGenerator random) {
    return new Witness(random.nextLong() | 1);
  }

  /** What a frame is to say. */
  public long say(long firstSeq, long lag) {
    if (secret == NONE) {
      return lag;
    }
    return lag < 0 || lag > Integer.MAX_VALUE ? SILENCE : lag << TAG_BITS | tag(firstSeq, lag);
  }

  /** How many events were durable, by what a frame says; 0 if that is not to be believed. */
  public long durable(long firstSeq, long said) {
    long lag = secret == NONE ? said : said >>> TAG_BITS;
    boolean believed = secret == NONE || (said & TAG_MASK) == tag(firstSeq, lag);
    return believed && said != SILENCE && lag >= 0 && lag <= firstSeq ? firstSeq - lag : 0;
  }

  /** How many events a frame speaks of where the secret is lost, and nothing can be checked. */
  public static long unchecked(long firstSeq, long said) {
    return said == SILENCE ? 0 : Math.max(0, firstSeq - (said >>> TAG_BITS));
  }

  /** By the finalizer of SplitMix64, twice. */
  private long tag(long firstSeq, long lag) {
    return mix(mix(secret ^ firstSeq) + secret + lag) >>> (Long.SIZE - TAG_BITS);
  }

  private static long mix(long word) {
    long mixed = word;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return mixed ^ (mixed >>> 31);
  }
}

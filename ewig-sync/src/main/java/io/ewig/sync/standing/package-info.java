/**
 * How replicas tell each other how far they have got, in few bytes: start with {@link
 * io.ewig.sync.standing.Counterpart}.
 *
 * <p>A standing may have thousands of origins, and two that differ may differ in ten. What is said
 * of one ({@link io.ewig.sync.standing.Stated}) depends on what the other side knows:
 *
 * <ul>
 *   <li>its digest, as long as that may be all that there is to say;
 *   <li>what differs from what the other side has said of itself, once it has;
 *   <li>all of it, where it is short;
 *   <li>a sketch, from which the other side finds the difference if it is small, where it is long.
 * </ul>
 *
 * <p>Why a sketch of coded symbols (rateless invertible Bloom lookup tables) and not ranges with
 * fingerprints: origins are random numbers, so what differs lies scattered among them, and ranges
 * have to be halved down to each. Ten origins of 4,000 would take three round trips and some 8 kB;
 * a sketch takes one and 1.7 kB, whatever the number of origins, and one that was too small says
 * about how large it would have to be. What speaks against sketches is that sums by XOR can be made
 * to cancel out by who picks the entries. Here each entry is summed up beside a piece of its
 * SHA-256, which depends on the digests of both sides and so on all that both have; and what comes
 * of a sketch counts only if its digest is the one that the other side has said. Else the standing
 * is said as a whole, which is what a sketch saves, and all that can be lost.
 *
 * <p>No clock, no randomness, no I/O. Whatever a peer says, the work is bounded by what it has sent
 * and by the number of origins here; what can't be understood is asked for again, and ends up being
 * said as a whole.
 */
@NullMarked
package io.ewig.sync.standing;

import org.jspecify.annotations.NullMarked;

package io.ewig.sync.standing;

import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;

/**
 * What makes the hashes of a sketch those of one meeting: the digests of both sides. Who wants
 * entries that cancel each other out would have to know what both will have.
 */
record Salt(long speaker, long listener) {

  private static final long DOMAIN = Preimage.domain("EWIGSKET");

  Hash hash(Entry entry) {
    return Preimage.start(DOMAIN)
        .putLong(speaker)
        .putLong(listener)
        .putLong(entry.origin().high())
        .putLong(entry.origin().low())
        .putLong(entry.seq())
        .putLong(entry.mark())
        .hash();
  }
}

package io.ewig.engine.crypt;

/**
 * What the key file of an encrypted database says without a key.
 *
 * @param provider the kind of provider whose key opens it, such as {@code key-file}
 * @param derivation what it costs to derive the key, if it is derived
 */
public record KeyEnvelope(String provider, KdfParameters derivation) {}

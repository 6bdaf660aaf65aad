package io.ewig.engine.column;

import io.ewig.engine.hash.Hash;

/** A payload that lies in the content store: how long it is, and under which address. */
public record BlobRef(long size, Hash content) {}

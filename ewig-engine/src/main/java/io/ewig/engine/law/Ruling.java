package io.ewig.engine.law;

import org.jspecify.annotations.Nullable;

/** What a law says about a value that was changed on two sides. */
public sealed interface Ruling {

  Ruling CONFLICT = new Conflict();

  /** The value that both get; null is a value as others. */
  record Settled(@Nullable Object value) implements Ruling {}

  /** The law does not decide. */
  record Conflict() implements Ruling {}
}

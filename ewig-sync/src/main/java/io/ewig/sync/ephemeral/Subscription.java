package io.ewig.sync.ephemeral;

/** Ends when it is closed; closing it again does no harm. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

  @Override
  void close();
}

package io.ewig.bench.peer;

/** A store that commits durably. */
public interface Contestant extends AutoCloseable {

  String name();

  /** Returns when the payload is on disk; any thread, unless the class says otherwise. */
  void commit(byte[] payload) throws Exception;

  @Override
  void close() throws Exception;
}

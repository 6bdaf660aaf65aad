package io.ewig.engine.log;

/** Hears how far a long job has come; may throw to stop it. */
@FunctionalInterface
public interface Progress {

  Progress SILENT = (done, total) -> {};

  void at(long done, long total);
}

package io.ewig.engine;

/** What keeps the log. */
public enum LogKind {
  /**
   * Chronicle Queue's memory-mapped files; the default. Plain files where the JVM keeps it from
   * working.
   */
  CHRONICLE,
  /** Our own memory-mapped files, with the same promises. */
  PLAIN,
  /** Lists in memory, gone with the process. */
  MEMORY
}

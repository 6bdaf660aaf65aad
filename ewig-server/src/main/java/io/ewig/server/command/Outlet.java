package io.ewig.server.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a command prints: what cannot be written is an exception even behind a {@link PrintWriter},
 * which keeps such failures to itself, so that nobody takes half an export for a whole one.
 *
 * <ul>
 *   <li>The first failure is thrown, once; what comes after it is dropped, as it would only have a
 *       hole before it.
 * </ul>
 */
public final class Outlet extends OutputStream {

  private final OutputStream to;
  private final String name;
  private boolean hasFailed;

  /**
   * @param name of what it goes to, for errors
   */
  Outlet(OutputStream to, String name) {
    this.to = to;
    this.name = name;
  }

  /** Text that goes to a file, which is made, or made empty. */
  public static PrintWriter toFile(Path file) throws IOException {
    return text(new Outlet(Files.newOutputStream(file), file.toString()), false);
  }

  /** Text that goes to a stream which says itself when it cannot be written to. */
  public static PrintWriter text(OutputStream to) {
    return text(new Outlet(to, "the output"), false);
  }

  static PrintWriter text(OutputStream to, boolean flushesLines) {
    return new PrintWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8), flushesLines);
  }

  /** What may fail for want of room, or of somebody who reads. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private void step(Step step) {
    if (hasFailed) {
      return;
    }
    try {
      step.run();
    } catch (IOException e) {
      hasFailed = true;
      throw new UnwrittenException(name, e);
    }
  }

  @Override
  public void write(int b) {
    step(() -> to.write(b));
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    step(() -> to.write(bytes, from, length));
  }

  @Override
  public void flush() {
    step(to::flush);
  }

  /** Also after a failure, which then is not told again. */
  @Override
  public void close() throws IOException {
    try (to) {
      flush();
    }
  }
}

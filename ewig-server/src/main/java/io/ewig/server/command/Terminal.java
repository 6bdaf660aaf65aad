package io.ewig.server.command;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.function.Supplier;

/**
 * What a command reads from and writes to; text is UTF-8 whatever the machine's locale is.
 *
 * @param bytes the same stream as {@code out}, for what is not text
 * @param isInteractive whether a person types in and looks at what comes out
 * @param isWatched whether a person looks at what goes to {@code err}
 */
public record Terminal(
    InputStream in,
    OutputStream bytes,
    PrintWriter out,
    PrintWriter err,
    boolean isInteractive,
    boolean isWatched) {

  /** Streams that nobody looks at. */
  public static Terminal of(InputStream in, OutputStream out, OutputStream err) {
    return of(in, out, err, false, false);
  }

  public static Terminal of(
      InputStream in,
      OutputStream out,
      OutputStream err,
      boolean isInteractive,
      boolean isWatched) {
    Outlet outlet = new Outlet(out, "the standard output");
    return new Terminal(
        in, outlet, Outlet.text(outlet, true), Outlet.text(err, true), isInteractive, isWatched);
  }

  /** Those of this process. */
  public static Terminal ofProcess() {
    return of(
        Descriptor.IN.isTakenByJvm() ? new ClosedInput() : System.in,
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), // see Outlet
        System.err,
        Descriptor.IN.isTerminal() && Descriptor.OUT.isTerminal(),
        Descriptor.ERR.isTerminal());
  }

  /**
   * Prints what came of a command, or one thing of several: in one form or the other.
   *
   * @param json whether a program reads it
   */
  public void say(boolean json, Supplier<?> forPrograms, Supplier<?> forPeople) {
    out.println((json ? forPrograms : forPeople).get());
  }

  /** The same of something that has a name. */
  public void done(boolean json, String what, String name) {
    say(json, () -> new JsonObject().put("done", what).put("name", name), () -> what + " " + name);
  }
}

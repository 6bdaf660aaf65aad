package io.ewig.server.command;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * What a command reads from and writes to; text is UTF-8 whatever the machine's locale is.
 *
 * @param bytes the same stream as {@code out}, for what is not text
 */
public record Terminal(InputStream in, OutputStream bytes, PrintWriter out, PrintWriter err) {

  public static Terminal of(InputStream in, OutputStream out, OutputStream err) {
    return new Terminal(in, out, text(out), text(err));
  }

  private static PrintWriter text(OutputStream to) {
    return new PrintWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8), true);
  }
}

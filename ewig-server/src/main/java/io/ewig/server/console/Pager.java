package io.ewig.server.console;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows what fits on the screen as it is, and gives what does not to a program that pages.
 *
 * <p>What is written is held back until it is known which; {@link #finish()} shows the rest.
 */
final class Pager extends Writer {

  private final Writer screen;
  private final int lines;
  private final List<String> program;
  private final StringBuilder held = new StringBuilder();
  private int count;
  private @Nullable Process paging;
  private @Nullable Writer pages;

  /**
   * @param lines that the screen has room for
   * @param program to be run if they do not suffice; none if it is empty
   */
  Pager(Writer screen, int lines, List<String> program) {
    this.screen = screen;
    this.lines = lines;
    this.program = program;
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    if (pages != null) {
      page(text, from, length);
      return;
    }
    held.append(text, from, length);
    for (int i = from; i < from + length; i++) {
      count += text[i] == '\n' ? 1 : 0;
    }
    if (count >= lines && !program.isEmpty()) {
      start();
    }
  }

  private void start() throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(program)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      Process started = command.start();
      paging = started;
      pages = new OutputStreamWriter(started.getOutputStream(), StandardCharsets.UTF_8);
    } catch (IOException notThere) { // then it runs through
      pages = screen;
    }
    char[] all = held.toString().toCharArray();
    held.setLength(0);
    page(all, 0, all.length);
  }

  /** Whoever has seen enough quits the program, and the rest is for nobody. */
  private void page(char[] text, int from, int length) {
    try {
      if (pages != null) {
        pages.write(text, from, length);
      }
    } catch (IOException quit) {
      pages = Writer.nullWriter();
    }
  }

  @Override
  public void flush() throws IOException {
    if (pages == null && program.isEmpty()) {
      showHeld();
    }
  }

  private void showHeld() throws IOException {
    screen.write(held.toString());
    screen.flush();
    held.setLength(0);
  }

  /** Shows what is left, and waits until it has been looked at. */
  void finish() throws IOException {
    count = 0;
    Process was = paging;
    Writer to = pages;
    paging = null;
    pages = null;
    if (was == null) {
      showHeld();
      return;
    }
    try {
      if (to != null) {
        to.close();
      }
    } catch (IOException quit) { // as above
      held.setLength(0);
    }
    try {
      was.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    finish();
  }
}

package io.ewig.bench.text;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import io.ewig.bench.peer.NodePeers;
import io.ewig.engine.sequence.SequenceDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** What one author typed, edit by edit, until the text is there. */
final class TypedLine implements Line {

  private static final int WARMING_ROUNDS = 5;
  private static final int KEPT = 20;

  /** What the script answers, in this order. */
  private static final int MILLIS = 0;

  private static final int SAVED_BYTES = 1;
  private static final int KEPT_BYTES = 2;

  private static final String SCRIPT = "replay.js";
  private static final Goal GOAL = Goal.atLeast(1, "1x Loro's");

  @Override
  public String name() {
    return "text-typed";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    Trace trace = Trace.of(Trace.SEQUENTIAL);
    String title = trace.name() + ", " + Figure.number((double) trace.patches()) + " edits, ";
    int rounds = bench.setting().rounds();
    Path copy = copy(trace, bench.fresh("trace.json.gz")).toAbsolutePath();
    try (NodePeers peers = NodePeers.start(SCRIPT, copy.toString())) {
      double[] millis = new double[rounds];
      List<double[]> ofPeers = new ArrayList<>();
      NodePeers.NAMES.forEach(name -> ofPeers.add(new double[rounds]));
      for (int round = -WARMING_ROUNDS; round < rounds; round++) {
        double mine = replay(trace);
        if (round >= 0) {
          millis[round] = mine;
        }
        for (int i = 0; peers != null && i < ofPeers.size(); i++) {
          double other = peers.ask(NodePeers.NAMES.get(i), 0)[MILLIS];
          if (round >= 0) {
            ofPeers.get(i)[round] = other;
          }
        }
      }
      List<Row> rows = new ArrayList<>(times(title, millis, peers == null ? null : ofPeers));
      rows.addAll(sizes(title, trace, peers));
      return rows;
    }
  }

  private static Path copy(Trace trace, Path to) throws IOException {
    try (InputStream in = Trace.class.getResourceAsStream(trace.name() + ".json.gz")) {
      Files.copy(Objects.requireNonNull(in), to);
    }
    return to;
  }

  private static double replay(Trace trace) {
    long from = System.nanoTime();
    String text = trace.typed().toString();
    double millis = (System.nanoTime() - from) / 1e6;
    if (!text.equals(trace.expected())) {
      throw new IllegalStateException(trace.name() + " comes to another text");
    }
    return millis;
  }

  private static List<Row> times(String title, double[] millis, @Nullable List<double[]> ofPeers) {
    Figure mine = Figure.of(millis);
    if (ofPeers == null) {
      return List.of(
          new Row(title + "replay", mine.text(" ms"), NodePeers.REMEDY, "", GOAL.text(), ""));
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ofPeers.size(); i++) {
      String name = NodePeers.NAMES.get(i);
      double[] ratios = ofPeers.get(i).clone();
      for (int round = 0; round < ratios.length; round++) {
        ratios[round] /= millis[round]; // replays by Ewig for each of theirs
      }
      Figure ratio = Figure.of(ratios);
      Goal goal = name.equals(NodePeers.LORO) ? GOAL : Goal.none();
      rows.add(
          new Row(
              title + "replay",
              mine.text(" ms"),
              name + " " + Figure.of(ofPeers.get(i)).text(" ms"),
              ratio.text("x"),
              goal.text(),
              goal.judge(ratio.median())));
    }
    return rows;
  }

  private static List<Row> sizes(String title, Trace trace, @Nullable NodePeers peers)
      throws IOException {
    List<String> saved = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    for (int i = 0; peers != null && i < NodePeers.NAMES.size(); i++) {
      String name = NodePeers.NAMES.get(i);
      double[] answer = peers.ask(name, KEPT); // how many documents more to make and keep
      saved.add(name + " " + Figure.number(answer[SAVED_BYTES]));
      kept.add(name + " " + Figure.number(answer[KEPT_BYTES]));
    }
    byte[] bytes = trace.typed().toBytes();
    String mine =
        Figure.number((double) bytes.length)
            + " bytes, deflated "
            + Figure.number((double) deflated(bytes));
    return List.of(
        new Row(title + "all operations, saved", mine, String.join(", ", saved), "", "", ""),
        new Row(
            title + "memory of a document",
            Figure.number(memory(trace)) + " bytes of heap",
            kept.isEmpty() ? "" : "resident: " + String.join(", ", kept),
            "",
            "",
            ""));
  }

  static int deflated(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    deflater.setInput(bytes);
    deflater.finish();
    int size = 0;
    byte[] out = new byte[8_192];
    while (!deflater.finished()) {
      size += deflater.deflate(out);
    }
    deflater.end();
    return size;
  }

  private static double memory(Trace trace) {
    List<SequenceDocument> kept = new ArrayList<>();
    long before = used();
    for (int i = 0; i < KEPT; i++) {
      kept.add(trace.typed());
    }
    return (double) (used() - before) / kept.size();
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

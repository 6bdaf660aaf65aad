package io.ewig.bench.sync;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Pace;
import io.ewig.bench.measure.Row;
import io.ewig.bench.peer.NodePeers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Two replicas of one table change 1,000 cells each, apart; then they meet. */
final class CellsLine implements Line {

  private static final int CELLS = 1_000;
  private static final int ROWS = 100_000;
  private static final int OVERHEAD_MAX = 15;
  private static final int CONVERGED_MILLIS_MAX = 100;
  private static final String SCRIPT = "cells.js";

  /** What the script answers, in this order. */
  private static final int MILLIS = 0;

  private static final int BYTES = 1;

  @Override
  public String name() {
    return "sync-cells";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    int rows = Math.min(ROWS, bench.setting().state().rows());
    int rounds = bench.setting().rounds();
    Pace pace = bench.setting().pace();
    AtomicInteger seeds = new AtomicInteger();
    try (Cells cells = new Cells(bench, rows);
        NodePeers peers = NodePeers.start(SCRIPT, String.valueOf(rows), String.valueOf(CELLS))) {
      pace.warmTimed(() -> cells.round(CELLS, seeds.getAndIncrement()).millis());
      if (peers != null) {
        warm(peers, pace, seeds);
      }
      Table table = new Table(rounds);
      for (int round = 0; round < rounds; round++) {
        int seed = seeds.getAndIncrement();
        table.add(round, cells.round(CELLS, seed));
        for (int i = 0; peers != null && i < NodePeers.NAMES.size(); i++) {
          table.add(round, i, peers.ask(NodePeers.NAMES.get(i), seed));
        }
      }
      String title = "sync 2 x 1,000 changed cells among " + Figure.number(rows) + " rows, ";
      return table.rows(title, peers != null);
    }
  }

  private static void warm(NodePeers peers, Pace pace, AtomicInteger seeds) throws Exception {
    for (String name : NodePeers.NAMES) {
      pace.warmTimed(() -> peers.ask(name, seeds.getAndIncrement())[MILLIS]);
    }
  }

  /** What came out, round by round. */
  private static final class Table {

    private final double[] bytes;
    private final double[] millis;
    private final double[] compared;
    private final List<double[]> peersBytes = new ArrayList<>();
    private final List<double[]> peersMillis = new ArrayList<>();

    Table(int rounds) {
      bytes = new double[rounds];
      millis = new double[rounds];
      compared = new double[rounds];
      for (int i = 0; i < NodePeers.NAMES.size(); i++) {
        peersBytes.add(new double[rounds]);
        peersMillis.add(new double[rounds]);
      }
    }

    void add(int round, Cells.Round mine) {
      bytes[round] = mine.bytes();
      millis[round] = mine.millis();
      compared[round] = mine.comparedMillis();
    }

    void add(int round, int peer, double[] answer) {
      peersBytes.get(peer)[round] = answer[BYTES];
      peersMillis.get(peer)[round] = answer[MILLIS];
    }

    List<Row> rows(String title, boolean beside) {
      double[] overhead = bytes.clone();
      for (int i = 0; i < overhead.length; i++) {
        overhead[i] = overhead[i] / (2.0 * CELLS) - Double.BYTES;
      }
      List<Row> rows = new ArrayList<>();
      rows.add(
          Row.alone(
              title + "beyond the values, salts and keys included",
              Figure.of(overhead),
              " bytes a cell",
              Goal.atMost(OVERHEAD_MAX, OVERHEAD_MAX + " bytes")));
      rows.addAll(beside(title + "all bytes", bytes, " bytes", beside ? peersBytes : null));
      rows.add(
          Row.alone(
              title + "durable on both sides",
              Figure.of(millis),
              " ms",
              Goal.atMost(CONVERGED_MILLIS_MAX, CONVERGED_MILLIS_MAX + " ms")));
      rows.addAll(
          beside(title + "durable, theirs in memory", millis, " ms", beside ? peersMillis : null));
      rows.add(
          Row.alone(
              title + "durable on both sides and the roots of both compared",
              Figure.of(compared),
              " ms",
              Goal.none()));
      return rows;
    }

    private static List<Row> beside(
        String title, double[] mine, String unit, @Nullable List<double[]> peers) {
      Figure figure = Figure.of(mine);
      if (peers == null) {
        return List.of(new Row(title, figure.text(unit), NodePeers.REMEDY, "", "", ""));
      }
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < NodePeers.NAMES.size(); i++) {
        String name = NodePeers.NAMES.get(i);
        double[] ratios = peers.get(i).clone();
        for (int round = 0; round < ratios.length; round++) {
          ratios[round] = mine[round] / ratios[round];
        }
        Figure ratio = Figure.of(ratios);
        boolean isJudge = unit.equals(" ms") || name.equals(NodePeers.LORO);
        Goal goal = isJudge ? Goal.atMost(1, "1x " + name + "'s") : Goal.none();
        rows.add(
            new Row(
                title,
                figure.text(unit),
                name + " " + Figure.of(peers.get(i)).text(unit),
                ratio.text("x"),
                goal.text(),
                goal.judge(ratio.median())));
      }
      return rows;
    }
  }
}

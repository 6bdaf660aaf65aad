package io.ewig.bench.sql;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import io.ewig.bench.sql.store.Entities;
import io.ewig.bench.sql.store.Histories;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** From the start of a JVM to the first row of a query by key, with and without an archive. */
final class StartLine implements Line {

  private static final Goal PLAIN = Goal.atMost(1_500, "1.5 s");
  private static final Goal ARCHIVED = Goal.atMost(800, "0.8 s");
  private static final String TITLE = "from the start of a JVM to the first row, ";
  private static final int ROUNDS_MAX = 10;

  /** What the {@code ewig} command has for short runs. */
  private static final List<String> SHORT_RUN =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final Histories histories;

  StartLine(Histories histories) {
    this.histories = histories;
  }

  @Override
  public String name() {
    return "sql-start";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    String url = histories.grown(bench, bench.setting().state().versionsOfPeer()).url();
    List<Row> rows = new ArrayList<>();
    rows.add(row(bench, "flags of the JVM as they are", PLAIN, List.of(), url));
    rows.add(row(bench, "compiled less", Goal.none(), SHORT_RUN, url));
    if (hasFolders(System.getProperty("java.class.path"))) {
      String why = "skipped: there are folders on the class path, so no archive can be made";
      rows.add(new Row(TITLE + "archive of classes", "", why, "", "", ""));
      return rows;
    }
    Path archive = bench.fresh("classes.jsa");
    StartProbe.run(List.of("-Xlog:disable", "-XX:ArchiveClassesAtExit=" + archive), url, 0);
    List<String> flags =
        new ArrayList<>(List.of("-Xlog:disable", "-XX:SharedArchiveFile=" + archive));
    rows.add(row(bench, "archive of classes", ARCHIVED, flags, url));
    flags.addAll(SHORT_RUN);
    rows.add(row(bench, "archive of classes, compiled less", ARCHIVED, flags, url));
    return rows;
  }

  private static boolean hasFolders(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator))
        .anyMatch(entry -> Files.isDirectory(Path.of(entry)));
  }

  private static Row row(Workbench bench, String how, Goal goal, List<String> flags, String url)
      throws Exception {
    Random random = Entities.random();
    double[] millis = new double[Math.min(ROUNDS_MAX, bench.setting().rounds())];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = StartProbe.run(flags, url, Entities.pick(random));
    }
    return Row.alone(TITLE + how, Figure.of(millis), " ms", goal);
  }
}

package io.ewig.bench.server;

import io.ewig.bench.line.Line;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.measure.Figure;
import io.ewig.bench.measure.Goal;
import io.ewig.bench.measure.Row;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** How long a server takes to come, and how much memory it has when nobody wants anything. */
final class IdleLine implements Line {

  private static final Goal START = Goal.atMost(2_000, "2 s");
  private static final Goal MEMORY = Goal.atMost(200, "200 MiB");
  private static final int ROUNDS_MAX = 5;
  private static final int REST_MILLIS = 2_000;
  private static final int ROWS = 1_000;

  @Override
  public String name() {
    return "server-idle";
  }

  @Override
  public List<Row> run(Workbench bench) throws Exception {
    Path data = bench.fresh("server");
    String[] flags = flags(bench, data);
    double[] millis = new double[Math.min(ROUNDS_MAX, bench.setting().rounds())];
    double[] mebibytes = new double[millis.length];
    for (int i = 0; i < millis.length; i++) {
      long from = System.nanoTime();
      try (EwigServed served = EwigServed.start(data, flags)) {
        try (Client reader = new Client.Reader(served, i, ROWS)) {
          reader.ask();
        }
        millis[i] = (System.nanoTime() - from) / 1e6;
        Thread.sleep(REST_MILLIS);
        mebibytes[i] = served.residentMebibytes();
      }
    }
    String how = flags.length == 1 ? "" : ", with an archive of classes";
    return List.of(
        Row.alone(
            "from the start of a server to a first answer" + how, Figure.of(millis), " ms", START),
        Row.alone("resident memory of an idle server" + how, Figure.of(mebibytes), " MiB", MEMORY));
  }

  /**
   * Fills the database; that run leaves an archive of classes for the others, as the launcher's.
   */
  private static String[] flags(Workbench bench, Path data) throws Exception {
    boolean hasFolders =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .anyMatch(entry -> Files.isDirectory(Path.of(entry)));
    Path archive = bench.fresh("classes.jsa");
    String[] making =
        hasFolders
            ? new String[] {"-Xlog:disable"}
            : new String[] {"-Xlog:disable", "-XX:ArchiveClassesAtExit=" + archive};
    try (EwigServed served = EwigServed.start(data, making);
        Client reader = planted(served)) {
      reader.ask();
    }
    return hasFolders ? making : new String[] {"-Xlog:disable", "-XX:SharedArchiveFile=" + archive};
  }

  private static Client planted(Served served) throws Exception {
    Plants.plant(served, ROWS);
    return new Client.Reader(served, 0, ROWS);
  }
}

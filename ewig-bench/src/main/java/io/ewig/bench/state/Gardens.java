package io.ewig.bench.state;

import io.ewig.bench.line.Setting;
import io.ewig.bench.line.Skew;
import io.ewig.bench.line.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Gardens of 9,247 rows with histories of several lengths, made once and kept for all lines. */
final class Gardens {

  static final int ROWS = 7 * Garden.PLANTS;

  private static final int SEED = 21;
  private static final int DECADE = 10;

  private final Map<String, Path> grown = new HashMap<>();

  /** A garden that is closed, with so many versions; the same seed gives a peer the same ones. */
  Path grown(Workbench bench, long versions, Skew skew) throws IOException {
    String name = "garden-" + versions + "-" + skew;
    Path known = grown.get(name);
    if (known != null) {
      return known;
    }
    Path folder = bench.fresh(name);
    try (Garden garden = Garden.open(folder, rows(versions))) {
      garden.grow(0, versions, skew, random());
    }
    grown.put(name, folder);
    return folder;
  }

  static Garden open(Path folder, long versions) {
    return Garden.open(folder, rows(versions));
  }

  /** A history that is shorter than the rows are many has fewer rows. */
  static int rows(long versions) {
    return (int) Math.min(ROWS, versions / 2 / Garden.PLANTS * Garden.PLANTS + Garden.PLANTS);
  }

  static Random random() {
    return new Random(SEED);
  }

  /** The lengths at which flatness is measured. */
  static List<Long> lengths(Setting setting) {
    List<Long> lengths = new ArrayList<>();
    for (long versions = setting.state().versionsFew();
        versions <= setting.state().versions();
        versions *= DECADE) {
      lengths.add(versions);
    }
    return lengths;
  }
}

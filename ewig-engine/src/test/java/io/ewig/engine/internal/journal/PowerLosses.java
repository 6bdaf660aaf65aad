package io.ewig.engine.internal.journal;

import io.ewig.engine.error.EwigException;
import io.ewig.engine.internal.disk.PowerLossDisk;
import io.ewig.engine.internal.disk.PowerLossDisk.Forcing;
import io.ewig.engine.internal.disk.PowerLossDisk.Mode;
import io.ewig.engine.log.Randoms;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Loses the power over one folder again and again, and has looked at what it leaves; all of it from
 * one seed, which stands in the text of a failure.
 */
public final class PowerLosses {

  /** Looks at what a power loss has left. */
  @FunctionalInterface
  public interface Look {
    void at(Path image) throws IOException;
  }

  /** Opens an image on a disk of which the power may go as well. */
  @FunctionalInterface
  public interface Opening {
    Closeable open(PowerLossDisk disk, Path image) throws IOException;
  }

  /** A run that a planted bug should spoil. */
  @FunctionalInterface
  public interface Spoiled {
    void run(long seed) throws IOException;
  }

  private final String what;
  private final Path home;
  private final Forcing forcing;
  private final Randoms random;
  private final PowerLossDisk disk;
  private final Look look;
  private int losses;
  private int images;

  /**
   * @param what is written to
   * @param look at each image
   */
  public PowerLosses(String what, Path home, Forcing forcing, Randoms random, Look look)
      throws IOException {
    this.what = what;
    this.home = home;
    this.forcing = forcing;
    this.random = random;
    this.disk = new PowerLossDisk(home, forcing);
    this.look = look;
  }

  public PowerLossDisk disk() {
    return disk;
  }

  /** How often the power went, not counting losses while an earlier one was made good. */
  public int losses() {
    return losses;
  }

  /** How many images were looked at. */
  public int images() {
    return images;
  }

  public void lose(String operation) throws IOException {
    Mode mode = random.of(Mode.values());
    Path image = home.resolveSibling(home.getFileName() + "-image" + losses);
    losses++;
    images++;
    try {
      disk.image(random, mode, image);
      look.at(image);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "-Dewig.seed=%d: %s, power loss %d (%s) during %s: %s"
              .formatted(random.seed(), what, losses, mode, operation, e.getMessage()),
          e);
    } finally {
      Crashes.delete(image);
    }
  }

  /**
   * Opens and closes an image, at times and if the disk is an honest one, and loses the power at
   * one in so many moments of that.
   */
  public void repair(Path image, int oneIn, Opening opening, Look again) throws IOException {
    if (forcing == Forcing.HONEST && random.oneIn(3)) {
      PowerLossDisk second = new PowerLossDisk(image, Forcing.HONEST);
      second.onMoment(
          operation -> {
            if (oneIn == 1 || random.oneIn(oneIn)) {
              loseAgain(second, image, operation, again);
            }
          });
      opening.open(second, image).close();
    }
  }

  private void loseAgain(PowerLossDisk second, Path image, String operation, Look again)
      throws IOException {
    images++;
    Path left = image.resolveSibling(image.getFileName() + "-again");
    second.image(random, random.of(Mode.values()), left);
    try {
      again.at(left);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("while recovery was at " + operation + ": " + e.getMessage(), e);
    } finally {
      Crashes.delete(left);
    }
  }

  /** How many of the first seeds fail. */
  public static int noticed(int seeds, Spoiled run) {
    int noticed = 0;
    for (long seed = 1; seed <= seeds; seed++) {
      try {
        run.run(seed);
      } catch (AssertionError | IOException | EwigException lost) {
        noticed++;
      }
    }
    return noticed;
  }
}

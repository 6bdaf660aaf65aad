package io.ewig.engine;

import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.internal.checkpoint.CheckpointPolicy;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.history.VersionsOptions;
import io.ewig.engine.internal.pack.file.PackOptions;
import io.ewig.engine.internal.warm.Warming;
import java.nio.file.Path;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;

/**
 * What an application has no need to choose, and a test does: where a database meets the machine,
 * and how much it gathers before it writes what is derived.
 *
 * @param memoryBytes of versions, before they become a run
 * @param fanIn so many runs become one
 * @param packBytes a pack grows to this
 * @param checkpoints when they are due
 * @param warmEvents in a warm file at most
 * @param background makes the thread for work that nobody waits for
 */
record Workings(
    Disk disk,
    long memoryBytes,
    int fanIn,
    int packBytes,
    CheckpointPolicy checkpoints,
    int warmEvents,
    Supplier<ScheduledExecutorService> background) {

  static final Workings DEFAULT =
      new Workings(
          new RealDisk(),
          VersionsOptions.MEMORY_BYTES_DEFAULT,
          VersionsOptions.FAN_IN_DEFAULT,
          PackOptions.PACK_BYTES,
          CheckpointPolicy.DEFAULT,
          Warming.eventsMaxDefault(),
          Workings::newBackground);

  private static ScheduledExecutorService newBackground() {
    ScheduledThreadPoolExecutor one =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "ewig-background");
              thread.setDaemon(true);
              return thread;
            });
    one.setRemoveOnCancelPolicy(true);
    one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return one;
  }

  VersionsOptions versions(Path folder, FrameKeys keys) {
    VersionsOptions usual = VersionsOptions.of(folder, disk, keys);
    return new VersionsOptions(
        folder, disk, keys, memoryBytes, fanIn, usual.cacheBytes(), usual.maker());
  }

  PackOptions packs(Path folder, FrameKeys keys, boolean readOnly) {
    PackOptions usual = PackOptions.of(disk, folder, keys, readOnly);
    return new PackOptions(
        disk, folder, keys, readOnly, packBytes, usual.compressFromBytes(), usual.garbagePercent());
  }
}

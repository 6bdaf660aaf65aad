package io.ewig.engine;

import io.ewig.engine.internal.checkpoint.CheckpointPolicy;
import io.ewig.engine.internal.disk.Disk;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Workings with which a small database has much of what a large one has: runs, packs, checkpoints.
 */
final class SmallWorkings {

  private SmallWorkings() {}

  static Workings on(Disk disk) {
    return on(disk, 8 << 10);
  }

  /**
   * @param memoryBytes that versions may take before a run is made of them
   */
  static Workings on(Disk disk, long memoryBytes) {
    CheckpointPolicy often = new CheckpointPolicy(25, 0, 1L << 60, 25, 1 << 20);
    return new Workings(disk, memoryBytes, 3, 1 << 20, often, 100, OneThread::new);
  }

  /** Does at once what is asked for, and nothing later: the test says when to tidy. */
  private static final class OneThread extends ScheduledThreadPoolExecutor {

    OneThread() {
      super(1);
    }

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
      return null;
    }
  }
}

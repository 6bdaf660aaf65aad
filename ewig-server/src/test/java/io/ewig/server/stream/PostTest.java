package io.ewig.server.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class PostTest {

  private final Deque<Runnable> queued = new ArrayDeque<>();
  private int done;

  private boolean workOnce(Post.Shift shift) {
    done++;
    return !shift.leaveIf(() -> true);
  }

  @Test
  void whoComesLateSinceNoThreadCouldBeginIsStillTheOneWhoIsMeant() {
    Executor breathless =
        task -> {
          queued.add(task);
          throw new OutOfMemoryError("unable to create native thread, in a test");
        };
    Post post = new Post(breathless, this::workOnce);
    assertThatThrownBy(post::fill).isInstanceOf(OutOfMemoryError.class);
    queued.remove().run();
    assertThat(done).isEqualTo(1);
    assertThat(post.isEmpty()).isTrue();
  }

  @Test
  void nobodyIsThereWhereNobodyComesAnyMore() {
    Executor stopped =
        task -> {
          throw new RejectedExecutionException("of a test");
        };
    Post post = new Post(stopped, this::workOnce);
    assertThat(post.fill()).isTrue();
    assertThat(post.isEmpty()).isTrue();
  }

  @Test
  void somebodyElseGoesOnWhereAnErrorEndedOne() {
    Post post =
        new Post(
            queued::add,
            shift -> {
              if (done++ == 0) {
                throw new OutOfMemoryError("of a test");
              }
              return !shift.leaveIf(() -> true);
            });
    post.fill();
    assertThatThrownBy(() -> queued.remove().run()).isInstanceOf(OutOfMemoryError.class);
    queued.remove().run();
    assertThat(done).isEqualTo(2);
    assertThat(post.isEmpty()).isTrue();
  }
}

package io.ewig.engine.replica;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of commits that were offered; what was taken is durable.
 *
 * @param commits how many were taken
 * @param events of how many events these consist
 * @param known how many commits were here already
 * @param parked which ones came too early
 * @param refused why the first one that was wrong was not taken, nor what was offered behind it;
 *     null: none was
 */
public record Adopted(
    int commits, long events, int known, List<Parked> parked, @Nullable Refusal refused) {

  public Adopted {
    parked = List.copyOf(parked);
  }

  public Optional<Refusal> refusal() {
    return Optional.ofNullable(refused);
  }

  /** Whether all that was offered is here now. */
  public boolean isWhole() {
    return parked.isEmpty() && refused == null;
  }
}

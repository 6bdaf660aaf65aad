package io.ewig.calcite.system.report;

import io.ewig.calcite.execution.Execution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows the settings of the session that an execution belongs to; any thread. */
@FunctionalInterface
public interface SettingsSource {

  /** Where there is no session. */
  SettingsSource NONE = execution -> List.of();

  List<Setting> of(Execution execution);

  /**
   * @param value as SET takes it; null if it is not set
   * @param remarks what it does, in a sentence
   */
  record Setting(String name, @Nullable String value, String remarks) {}
}

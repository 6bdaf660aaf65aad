package io.ewig.jdbc.wire;

import io.ewig.jdbc.link.Setting;
import java.util.Map;

/**
 * How a session is set, so that nobody has to ask for it.
 *
 * @param settings those that have a value
 */
public record SessionState(boolean isAutoCommit, Map<Setting, String> settings) {}

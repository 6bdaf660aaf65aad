package io.ewig.server.log;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What somebody said.
 *
 * @param facts about where it was said, such as the request that was under way
 */
record LogLine(
    Instant time,
    Level level,
    String logger,
    String thread,
    String text,
    Map<String, String> facts,
    @Nullable Throwable cause) {}

package io.ewig.jdbc.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A response with what else there is to know.
 *
 * @param state of the session, if it differs from what was told last
 * @param warnings since the last reply
 */
public record Reply(@Nullable SessionState state, List<Failure> warnings, Response response) {}

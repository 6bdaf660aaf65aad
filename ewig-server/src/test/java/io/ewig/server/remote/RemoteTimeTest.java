package io.ewig.server.remote;

import io.ewig.jdbc.EmbeddedTimeTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** Times keep their nanoseconds and their zones on the wire. */
@ExtendWith(ServedDatabase.class)
class RemoteTimeTest extends EmbeddedTimeTest {}

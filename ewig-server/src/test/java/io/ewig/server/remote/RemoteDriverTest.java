package io.ewig.server.remote;

import io.ewig.jdbc.EmbeddedDriverTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** The driver over a server, which has to do all that it does without. */
@ExtendWith(ServedDatabase.class)
class RemoteDriverTest extends EmbeddedDriverTest {}

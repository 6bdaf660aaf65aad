package io.ewig.server.remote;

import io.ewig.jdbc.EmbeddedChecklistTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** What tools ask of a driver, asked of a server. */
@ExtendWith(ServedDatabase.class)
class RemoteChecklistTest extends EmbeddedChecklistTest {}

package io.ewig.server.remote;

import io.ewig.jdbc.EmbeddedParametersTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** Question marks have the same types on the wire. */
@ExtendWith(ServedDatabase.class)
class RemoteParametersTest extends EmbeddedParametersTest {}

package io.ewig.server.remote;

import io.ewig.jdbc.GeneratedKeysTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** Generated keys come over the wire. */
@ExtendWith(ServedDatabase.class)
class RemoteKeysTest extends GeneratedKeysTest {}

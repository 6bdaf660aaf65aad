package io.ewig.server.remote;

import io.ewig.jdbc.CallsTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls of functions go over the wire. */
@ExtendWith(ServedDatabase.class)
class RemoteCallsTest extends CallsTest {}

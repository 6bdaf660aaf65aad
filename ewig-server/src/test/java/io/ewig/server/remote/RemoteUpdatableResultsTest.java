package io.ewig.server.remote;

import io.ewig.jdbc.UpdatableResultsTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows that are changed in place, from a server. */
@ExtendWith(ServedDatabase.class)
class RemoteUpdatableResultsTest extends UpdatableResultsTest {}

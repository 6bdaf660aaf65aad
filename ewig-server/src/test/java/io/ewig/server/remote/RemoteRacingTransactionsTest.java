package io.ewig.server.remote;

import io.ewig.jdbc.RacingTransactionsTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** Transactions that race are the same through a server. */
@ExtendWith(ServedDatabase.class)
class RemoteRacingTransactionsTest extends RacingTransactionsTest {}

package io.ewig.server.remote;

import io.ewig.jdbc.BegunTransactionsTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** Transactions that a BEGIN began are the same through a server. */
@ExtendWith(ServedDatabase.class)
class RemoteBegunTransactionsTest extends BegunTransactionsTest {}

package io.ewig.server.remote;

import io.ewig.jdbc.ScrollingTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** Results that scroll, from a server. */
@ExtendWith(ServedDatabase.class)
class RemoteScrollingTest extends ScrollingTest {}

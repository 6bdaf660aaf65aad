package io.ewig.server.remote;

import io.ewig.engine.Ewig;
import io.ewig.jdbc.AnyDatabase;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import java.io.IOException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has each test run against a server of its own. */
final class ServedDatabase implements BeforeEachCallback, AfterEachCallback {

  private Ewig engine;
  private EwigServer server;

  @Override
  public void beforeEach(ExtensionContext test) throws IOException {
    engine = Ewig.inMemory();
    server = EwigServer.start(engine, ServerOptions.local(0));
    AnyDatabase.is(server.url());
  }

  @Override
  public void afterEach(ExtensionContext test) {
    AnyDatabase.isEmbedded();
    server.close();
    engine.close();
  }
}

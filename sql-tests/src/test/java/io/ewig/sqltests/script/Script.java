package io.ewig.sqltests.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import net.hydromatic.quidem.Quidem;

/** A script: its name and its text, answers included. */
record Script(String name, String text) {

  static Script resource(String name) {
    try (InputStream in = Script.class.getResourceAsStream("/sql/" + name + ".iq")) {
      if (in == null) {
        throw new IllegalArgumentException("there is no script " + name + ".iq");
      }
      return new Script(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text with the answers that come now, from a database in this JVM. */
  String run() {
    return run(Connections.embedded(name));
  }

  /** The text with the answers that come now. */
  String run(Connections database) {
    StringWriter written = new StringWriter();
    try (Connections connections = database) {
      Quidem.Config config =
          Quidem.configBuilder()
              .withReader(new StringReader(text))
              .withWriter(written)
              .withConnectionFactory(connections)
              .withCommandHandler(new Refusals())
              .build();
      new Quidem(config).execute();
    }
    return written.toString();
  }
}

package io.ewig.server.shell;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.jdbc.embedded.EngineConnections;
import io.ewig.server.command.KeyOption;
import io.ewig.server.command.SigningOption;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which database SQL is about: a folder, or whatever a URL says; else one in memory. */
public final class TargetOption {

  @ArgGroup private @Nullable Place place;

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      description = "What statements read and write; default: main.")
  private @Nullable String branch;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "See it as it was, and change nothing; 2026-03-01T12:00:00Z, say.")
  private @Nullable String asOf;

  @Option(
      names = "--read-only",
      description = "Change nothing in the folder, and read it beside whoever writes to it.")
  private boolean isReadOnly;

  /** One of these. */
  static final class Place {
    @Parameters(
        index = "0",
        arity = "0..1",
        paramLabel = "DIR",
        description = "Folder of the database, made if there is none; default: in memory.")
    private @Nullable Path folder;

    @Option(names = "--data", paramLabel = "DIR", description = "The same.")
    private @Nullable Path data;

    @Option(
        names = "--url",
        paramLabel = "URL",
        description = "What the driver understands: jdbc:ewig://127.0.0.1 for a server.")
    private @Nullable String url;
  }

  @Mixin private final LoginOption login = new LoginOption();

  @ArgGroup private @Nullable KeyOption key;

  @Mixin private final SigningOption signing = new SigningOption();

  /** Connects, having opened what takes a key or is to sign. */
  public OpenTarget open() throws IOException, SQLException {
    if (key == null && !signing.isGiven()) {
      return new OpenTarget(DriverManager.getConnection(url(), info()), null);
    }
    Path folder = folder();
    if (folder == null) {
      throw new SQLException(
          "a key opens, and --sign makes, a database in a folder; name one, or leave these out",
          "08001");
    }
    KeyOption with = key;
    Ewig engine =
        EngineConnections.opening(
            () -> {
              Config config = signing.in(KeyOption.config(with, folder)).withReadOnly(isReadOnly);
              return Ewig.open(folder, config);
            });
    try {
      String name = String.valueOf(folder.toAbsolutePath().getFileName());
      EngineConnections connections =
          isReadOnly
              ? EngineConnections.ofReader(engine, name)
              : new EngineConnections(engine, name, folder.resolve("temporary"));
      return new OpenTarget(connections.connect(info()), engine);
    } catch (SQLException | RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  private @Nullable Path folder() {
    return place == null ? null : place.folder != null ? place.folder : place.data;
  }

  private Properties info() throws IOException, SQLException {
    Properties info = new Properties();
    login.addTo(info);
    if (branch != null) {
      info.setProperty("branch", branch);
    }
    if (asOf != null) {
      info.setProperty("asOf", asOf);
    }
    if (isReadOnly) {
      info.setProperty("readOnly", "true");
    }
    return info;
  }

  private String url() {
    return place != null && place.url != null ? place.url : url(folder());
  }

  /** In a URL, % and ? mean something. */
  public static String url(@Nullable Path folder) {
    return folder == null
        ? "jdbc:ewig:mem:"
        : "jdbc:ewig:file:" + folder.toString().replace("%", "%25").replace("?", "%3F");
  }
}

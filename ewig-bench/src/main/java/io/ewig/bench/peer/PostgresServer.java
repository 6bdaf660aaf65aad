package io.ewig.bench.peer;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of our own with its default settings; only where it is installed. It is
 * driven by its own {@code pgbench} over a local socket, or by whoever connects to its port.
 *
 * <p>It refuses to run as root, so root runs it as the user that its package has made.
 */
public final class PostgresServer implements AutoCloseable {

  public static final String NAME = "PostgreSQL";

  public static final String USER = "postgres";
  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

  private final Path programs;
  private final Path folder;

  private PostgresServer(Path programs, Path folder) {
    this.programs = programs;
    this.folder = folder;
  }

  /** For {@link #perSecond}. */
  public static PostgresServer start(Path folder, int payloadBytes)
      throws InterruptedException, Unavailable {
    PostgresServer server = new PostgresServer(findPrograms(), folder);
    try {
      server.start("-c listen_addresses=''");
      server.prepareInserts(payloadBytes);
      return server;
    } catch (IOException e) {
      throw new Unavailable("could not start it: " + e.getMessage());
    }
  }

  /** For clients of this machine. */
  public static PostgresServer listen(Path folder, int port)
      throws InterruptedException, Unavailable {
    PostgresServer server = new PostgresServer(findPrograms(), folder);
    try {
      server.start("-c listen_addresses=127.0.0.1 -p " + port);
      return server;
    } catch (IOException e) {
      throw new Unavailable("could not start it: " + e.getMessage());
    }
  }

  private static Path findPrograms() throws Unavailable {
    List<Path> places = new ArrayList<>();
    for (String entry : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      places.add(Path.of(entry));
    }
    Path versions = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(versions)) {
      try (Stream<Path> all = Files.list(versions)) {
        all.sorted(Comparator.reverseOrder()).forEach(one -> places.add(one.resolve("bin")));
      } catch (IOException e) {
        throw new Unavailable("could not look into " + versions + ": " + e.getMessage());
      }
    }
    return places.stream()
        .filter(place -> Files.isExecutable(place.resolve("initdb")))
        .filter(place -> Files.isExecutable(place.resolve("pgbench")))
        .findFirst()
        .orElseThrow(() -> new Unavailable("initdb and pgbench are not installed"));
  }

  private void start(String listening) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    if (isRoot()) {
      Command.run(folder, List.of("chown", USER, folder.toString()));
      Command.run(folder, List.of("chmod", "a+x", folder.resolve("..").toString()));
    }
    String data = folder.resolve("data").toString();
    run("initdb", "-D", data, "-A", "trust", "-U", USER);
    String options = listening + " -k " + folder;
    run("pg_ctl", "-w", "-D", data, "-l", folder.resolve("log").toString(), "-o", options, "start");
  }

  private void prepareInserts(int payloadBytes) throws IOException, InterruptedException {
    run(
        "psql",
        "-h",
        folder.toString(),
        "-U",
        USER,
        "-c",
        "CREATE TABLE event (seq bigserial PRIMARY KEY, payload bytea NOT NULL)");
    String insert =
        "INSERT INTO event (payload) VALUES (decode(repeat('ab', " + payloadBytes + "), 'hex'));\n";
    Files.writeString(folder.resolve("insert.sql"), insert, StandardCharsets.UTF_8);
  }

  /** Lets clients commit for some whole seconds. */
  public double perSecond(int clients, long millis) throws IOException, InterruptedException {
    int threads = Math.min(clients, Runtime.getRuntime().availableProcessors());
    String output =
        run(
            "pgbench",
            "-h",
            folder.toString(),
            "-U",
            USER,
            "-n",
            "-M",
            "prepared",
            "-f",
            folder.resolve("insert.sql").toString(),
            "-c",
            Integer.toString(clients),
            "-j",
            Integer.toString(threads),
            "-T",
            Long.toString(Math.max(1, millis / 1000)),
            USER);
    Matcher found = TPS.matcher(output);
    if (!found.find()) {
      throw new IOException("pgbench did not say how fast it was: " + output);
    }
    return Double.parseDouble(found.group(1));
  }

  private String run(String program, String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(List.of("runuser", "-u", USER, "--"));
    }
    words.add(programs.resolve(program).toString());
    words.addAll(List.of(arguments));
    return Command.run(folder, words);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("pg_ctl", "-w", "-D", folder.resolve("data").toString(), "-m", "fast", "stop");
  }
}

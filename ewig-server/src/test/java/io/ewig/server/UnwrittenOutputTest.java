package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.server.command.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands print and nobody gets: on a full disk, or behind a closed pipe. */
class UnwrittenOutputTest extends CommandLineCase {

  /** Always full, on every Linux. */
  private static final Path FULL = Path.of("/dev/full");

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  /** Takes nothing, and says why. */
  private static final class Broken extends OutputStream {
    private final String why;
    private int attempts;

    private Broken(String why) {
      this.why = why;
    }

    @Override
    public void write(int b) throws IOException {
      attempts++;
      throw new IOException(why);
    }
  }

  @BeforeEach
  void plant() {
    plantGarden();
  }

  private int printing(OutputStream out, String... args) {
    return EwigCommand.run(Terminal.of(InputStream.nullInputStream(), out, said), args);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export --data GARDEN",
        "export --data GARDEN --table plants",
        "log --data GARDEN",
        "stats --data GARDEN --json",
        "sql GARDEN -e TABLE_PLANTS",
        "--help"
      })
  void whatAFullDiskDoesNotTakeIsAnErrorAndNeverSuccess(String command) {
    String[] args = command.replace("GARDEN", at("garden")).split(" ", -1);
    args[args.length - 1] = args[args.length - 1].replace("TABLE_PLANTS", "TABLE plants");

    assertThat(printing(new Broken("No space left on device"), args)).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            "ewig: ERROR 53100: could not write to the standard output: No space left on device\n");
  }

  @Test
  void whoStopsReadingEndsTheCommandQuietlyAndAtOnce() {
    Broken pipe = new Broken("Broken pipe");

    assertThat(printing(pipe, "log", "--data", at("garden"))).isEqualTo(141);
    assertThat(said()).isEmpty();
    assertThat(pipe.attempts).isEqualTo(1);
  }

  @Test
  void aStatementBehindOneThatNobodyReadIsNotRun() {
    String sql = "SELECT * FROM plants; INSERT INTO plants VALUES ('late', 1)";

    assertThat(printing(new Broken("Broken pipe"), "sql", at("garden"), "-e", sql)).isEqualTo(141);

    run("sql", at("garden"), "--mode", "csv", "-e", "SELECT count(*) AS n FROM plants");
    assertThat(lines()).containsExactly("n", "2");
  }

  @Test
  void theShellSaysWhatItCouldNotWriteToAFileAndShowsWhatComesNext() {
    assertThat(Files.exists(FULL)).isTrue();
    String typed = "\\o " + FULL + "\nSELECT name FROM plants;\nSELECT 2 AS two;\n";

    assertThat(typing(typed, "shell", at("garden"), "--mode", "csv")).isEqualTo(1);
    assertThat(err())
        .isEqualTo("ERROR 53100: could not write to /dev/full: No space left on device\n");
    assertThat(lines()).containsExactly("two", "2");
  }

  @Test
  void refusedRowsThatCannotBeKeptStopAnImport() throws IOException {
    Path csv = Files.writeString(temporary.resolve("plants.csv"), "name,petals\nrose,x\n");

    int code =
        run(
            "import",
            "--data",
            at("garden"),
            "--table",
            "plants",
            csv.toString(),
            "--skip-errors",
            FULL.toString());

    assertThat(code).isEqualTo(1);
    assertThat(err()).startsWith("ewig: ERROR 53100: could not write to /dev/full");
  }

  @Test
  void whatIsWrittenWellIsSaidWhole() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Terminal terminal = Terminal.of(new ByteArrayInputStream(new byte[0]), out, said);

    assertThat(EwigCommand.run(terminal, "export", "--data", at("garden"))).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(4);
    assertThat(said()).isEqualTo("exported 4 events\n");
  }
}

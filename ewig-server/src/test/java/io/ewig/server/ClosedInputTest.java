package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Ewig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standard input that was closed before the command started, as by {@code <&-} in a script. */
class ClosedInputTest {

  @TempDir Path temp;

  /** The JVM's own files were taken for it, and each word in them for a statement. */
  @Test
  void nothingIsTakenForWhatNobodySaid() throws Exception {
    Path garden = temp.resolve("garden");
    Ewig.open(garden).close();
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$0\" \"$@\" <&- 2>&1"));
    command.addAll(ServerProcess.ewig("sql", garden.toString()).command());
    Process process = new ProcessBuilder(command).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(said)
        .isEqualTo(
            "ewig: ERROR 58030: the standard input is closed; say what there is to read by an"
                + " option, or </dev/null\n");
  }
}

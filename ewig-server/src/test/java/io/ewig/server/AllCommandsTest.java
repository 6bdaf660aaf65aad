package io.ewig.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.server.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What holds for each command, also for those that are yet to come. */
class AllCommandsTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Terminal terminal =
      Terminal.of(InputStream.nullInputStream(), out, new ByteArrayOutputStream());

  private List<CommandLine> commands() {
    return within(EwigCommand.commands(terminal)).distinct().toList();
  }

  private static Stream<CommandLine> within(CommandLine command) {
    return command.getSubcommands().values().stream()
        .flatMap(inner -> Stream.concat(Stream.of(inner), within(inner)));
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }

  @Test
  void theyHelpWithAnExample() {
    assertThat(commands())
        .hasSizeGreaterThan(40)
        .allSatisfy(
            command ->
                assertThat(command.getUsageMessage())
                    .as(name(command))
                    .containsPattern("(?s)Examples?:\\R  .*" + name(command)));
  }

  @Test
  void theySayWhatTheySayInJsonAsWell() {
    assertThat(commands())
        .filteredOn(command -> command.getSubcommands().isEmpty())
        .allSatisfy(
            command ->
                assertThat(command.getCommandSpec().optionsMap())
                    .as(name(command))
                    .containsKey("--json"));
  }

  @Test
  void theFirstPageNamesThemAllAndTheExitCodes() {
    assertThat(EwigCommand.run(terminal, "--help")).isZero();
    String page = out.toString(StandardCharsets.UTF_8);
    assertThat(page).contains("Exit codes:", "  0 ", "  1 ", "  2 ", "  3 ");
    assertThat(EwigCommand.commands(terminal).getSubcommands().values())
        .allSatisfy(command -> assertThat(page).contains("\n  " + command.getCommandName()));
  }
}

package io.ewig.server;

import io.ewig.server.command.ExitCode;
import io.ewig.server.command.JsonObject;
import io.ewig.server.command.Terminal;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ewig completion}: what a shell needs to complete the command's words. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Print a script that completes commands and options in bash or zsh.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(ewig completion bash)       in this shell; put it into ~/.bashrc for all",
      "  source <(ewig completion zsh)        after compinit"
    })
final class CompletionCommand implements Callable<Integer> {

  /** Shells that know such a script. */
  enum Kind {
    BASH,
    ZSH
  }

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SHELL",
      defaultValue = "bash",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private Kind kind = Kind.BASH;

  @Option(names = "--json", description = "Print a JSON object with the script in it.")
  private boolean json;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CommandSpec self = Objects.requireNonNull(spec, "picocli sets it");
    String script = prelude() + AutoComplete.bash("ewig", self.root().commandLine());
    terminal.say(json, () -> json(script), () -> script);
    return ExitCode.OK;
  }

  private String prelude() {
    return kind == Kind.ZSH ? "autoload -U +X bashcompinit && bashcompinit\n" : "";
  }

  private JsonObject json(String script) {
    return new JsonObject()
        .put("shell", kind.name().toLowerCase(Locale.ROOT))
        .put("script", script);
  }
}

package io.ewig.server;

import io.ewig.server.command.ExitCode;
import io.ewig.server.command.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (spec != null) {
      if (kind == Kind.ZSH) {
        terminal.out().println("autoload -U +X bashcompinit && bashcompinit");
      }
      terminal.out().println(AutoComplete.bash("ewig", spec.root().commandLine()));
    }
    return ExitCode.OK;
  }
}

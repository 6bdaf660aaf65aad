package io.ewig.parser.session;

import io.ewig.parser.node.Printer;
import java.util.Optional;

/** Prints what a transaction is told. */
final class TransactionModes {

  private TransactionModes() {}

  static void print(Printer out, Optional<Boolean> readOnly, Optional<Isolation> isolation) {
    readOnly.ifPresent(only -> out.words(only ? "READ ONLY" : "READ WRITE"));
    isolation.ifPresent(level -> out.words(level.words()));
  }
}

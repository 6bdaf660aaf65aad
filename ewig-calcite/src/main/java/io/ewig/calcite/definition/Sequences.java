package io.ewig.calcite.definition;

import io.ewig.calcite.moment.QualifiedName;
import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.definition.AlterSequence;
import io.ewig.parser.definition.CreateSequence;
import io.ewig.parser.definition.SequenceOptions;
import java.util.Optional;
import java.util.UUID;

/** CREATE SEQUENCE and ALTER SEQUENCE. */
final class Sequences {

  private Sequences() {}

  static void create(CreateSequence create, Definer definer) {
    QualifiedName name = definer.name(create.name());
    boolean isThere = definer.catalog().findSequence(name.schema(), name.name()).isPresent();
    if (isThere && create.ifNotExists()) {
      return;
    }
    SequenceOptions options = create.options();
    long step = options.increment().orElse(1L);
    long least = options.least().orElse(step > 0 ? 1 : Long.MIN_VALUE);
    long greatest = options.greatest().orElse(step > 0 ? Long.MAX_VALUE : -1);
    long start = options.start().orElse(step > 0 ? least : greatest);
    definer
        .transaction()
        .create(
            new Sequence(
                definer.transaction().newId(),
                name.schema(),
                name.name(),
                start,
                step,
                least,
                greatest,
                options.isCycle().orElse(false),
                start,
                ""));
  }

  static void alter(AlterSequence alter, Definer definer) {
    QualifiedName name = definer.name(alter.name());
    Optional<Sequence> found = definer.catalog().findSequence(name.schema(), name.name());
    if (found.isEmpty()) {
      if (alter.ifExists()) {
        return;
      }
      throw new UserException(ErrorCode.UNKNOWN_OBJECT, "there is no sequence " + name);
    }
    Sequence old = found.get();
    if (alter.newName().isPresent()) {
      definer.transaction().drop(old);
      definer.transaction().create(changed(old, alter.newName().get(), old.id(), null));
      return;
    }
    definer
        .transaction()
        .replace(changed(old, old.name(), definer.transaction().newId(), alter.options()));
  }

  private static Sequence changed(
      Sequence old,
      String name,
      UUID id,
      @org.jspecify.annotations.Nullable SequenceOptions options) {
    if (options == null) {
      return new Sequence(
          id,
          old.schema(),
          name,
          old.start(),
          old.step(),
          old.min(),
          old.max(),
          old.cycle(),
          old.first(),
          old.comment());
    }
    long start = options.start().orElse(old.start());
    return new Sequence(
        id,
        old.schema(),
        name,
        start,
        options.increment().orElse(old.step()),
        options.least().orElse(old.min()),
        options.greatest().orElse(old.max()),
        options.isCycle().orElse(old.cycle()),
        options.restart().orElse(start),
        old.comment());
  }
}

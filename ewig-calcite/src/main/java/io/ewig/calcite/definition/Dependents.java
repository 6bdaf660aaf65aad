package io.ewig.calcite.definition;

import io.ewig.calcite.moment.QualifiedName;
import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.catalog.SqlView;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The views that read a table, a view or a sequence as it is now, however far off.
 *
 * <p>What they read at another moment, or on another branch, stays there whatever is changed. A
 * view that could not be read before is in nobody's way.
 */
record Dependents(QualifiedName read, List<SqlView> views) {

  static Dependents on(QualifiedName read, Definer definer) {
    return of(read, definer, definer::reads);
  }

  /** The views that name a sequence. */
  static Dependents onSequence(Sequence sequence, Definer definer) {
    QualifiedName name = new QualifiedName(sequence.schema(), sequence.name());
    return of(name, definer, definer::draws);
  }

  private static Dependents of(
      QualifiedName read,
      Definer definer,
      Function<QualifiedName, Optional<Set<QualifiedName>>> mentions) {
    List<SqlView> views = new ArrayList<>();
    for (SqlView view : definer.catalog().views()) {
      QualifiedName name = new QualifiedName(view.schema(), view.name());
      if (!name.equals(read) && mentions.apply(name).orElse(Set.of()).contains(read)) {
        views.add(view);
      }
    }
    return new Dependents(read, views);
  }

  /** The same but for views that go in the same statement. */
  Dependents without(Set<QualifiedName> dropped) {
    return new Dependents(
        read,
        views.stream()
            .filter(view -> !dropped.contains(new QualifiedName(view.schema(), view.name())))
            .toList());
  }

  /** Those that cannot be read any more. */
  Dependents broken(Definer definer) {
    return new Dependents(
        read,
        views.stream()
            .filter(view -> isThere(view, definer))
            .filter(view -> definer.reads(new QualifiedName(view.schema(), view.name())).isEmpty())
            .toList());
  }

  /** Takes them away, or refuses if there are any. */
  void resolve(boolean isCascade, Definer definer) {
    if (!isCascade) {
      requireNone("drop what reads it first, or say CASCADE");
    }
    for (SqlView view : views) {
      if (isThere(view, definer)) {
        definer.transaction().drop(view);
      }
    }
  }

  void requireNone(String remedy) {
    if (!views.isEmpty()) {
      throw new UserException(
          ErrorCode.STILL_NEEDED,
          read
              + " is read by "
              + views.stream()
                  .map(view -> "view " + view.schema() + "." + view.name())
                  .collect(Collectors.joining(", "))
              + "; "
              + remedy);
    }
  }

  private static boolean isThere(SqlView view, Definer definer) {
    Optional<SqlView> now = definer.catalog().findView(view.schema(), view.name());
    return now.isPresent();
  }
}

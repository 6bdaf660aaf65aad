package io.ewig.calcite.access;

import io.ewig.engine.error.UserException;
import java.util.Arrays;

/** What a session may do; any thread. */
public interface Rights {

  /** For whoever opens a database in his own JVM. */
  static Rights all() {
    return AllRights.INSTANCE;
  }

  /** Whether nothing is refused, so that nobody need ask. */
  boolean isUnlimited();

  /** Whether it may be done; whoever lists things leaves out what may not be seen. */
  boolean allows(Demand demand);

  /** Whether anything at all may be done with it, so that it may be known that it is there. */
  default boolean sees(Subject subject, String branch) {
    return isUnlimited()
        || Arrays.stream(Operation.values())
            .anyMatch(operation -> allows(Demand.now(operation, subject, branch)));
  }

  /** Refuses what may not be known. */
  default void requireSeen(Subject subject, String branch) {
    if (!sees(subject, branch)) {
      require(Demand.now(Operation.SELECT, subject, branch));
    }
  }

  /**
   * Refuses what may not be done, and notes that somebody wanted to.
   *
   * @throws UserException NOT_ALLOWED, with what is missing and who can grant it
   */
  void require(Demand demand);

  /** Notes that something is done that is to be remembered; it is not done if that fails. */
  void note(Notable deed, String what);

  /** What is noted of those who may do it. */
  enum Notable {
    DEFINITION,
    ERASURE
  }

  /** Whether there are roles and grants at all. */
  boolean isServed();

  /** Who may do what; for those who may change it. */
  Administration administration();
}

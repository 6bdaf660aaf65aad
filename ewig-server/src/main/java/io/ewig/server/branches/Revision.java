package io.ewig.server.branches;

import io.ewig.engine.Ewig;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.session.View;
import io.ewig.engine.session.When;
import io.ewig.server.command.TimeText;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * A state that a user names: {@code BRANCH}, {@code BRANCH@TIME}, or {@code TAG} where no branch
 * has that name.
 */
record Revision(String branch, When when) {

  static final String LABEL = "BRANCH[@TIME]|TAG";

  static Revision of(Ewig db, String text) {
    int at = text.lastIndexOf('@');
    if (at > 0) {
      return new Revision(text.substring(0, at), new When.At(time(text.substring(at + 1))));
    }
    boolean isBranch = db.branches().list().stream().anyMatch(one -> one.name().equals(text));
    boolean isTag = db.branches().tags().stream().anyMatch(tag -> tag.name().equals(text));
    return isTag && !isBranch
        ? new Revision(Branch.MAIN.name(), new When.AtTag(text)) // the tag says where it lies
        : new Revision(text, When.NOW);
  }

  private static Instant time(String text) {
    try {
      return TimeText.parse(text);
    } catch (DateTimeException e) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "'" + text + "' is no time; write it as " + TimeText.EXAMPLE);
    }
  }

  View view(Ewig db) {
    return db.view(branch, when);
  }
}

package io.ewig.server.account;

import io.ewig.engine.error.ConflictException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.server.audit.Actor;
import io.ewig.server.user.Accounts;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Whose accounts a command is about. */
final class AccountOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the database that is served; its users are in DIR/server.")
  private Path folder = Path.of("");

  /** There must be users, as somebody is to be changed. */
  Accounts openToChange() throws IOException {
    if (Accounts.read(folder).users().isEmpty()) {
      throw new UserException(
          ErrorCode.UNKNOWN_OBJECT,
          folder + " has no users; look at the folder's name, or add one (ewig user add)");
    }
    return open();
  }

  Accounts open() throws IOException {
    try {
      return Accounts.open(folder);
    } catch (ConflictException e) {
      if (e.code() != ErrorCode.WRITER_PRESENT) {
        throw e;
      }
      throw new UserException(
          ErrorCode.READ_ONLY,
          "a server is running on "
              + folder
              + ", and keeps its users for itself; have an admin say CREATE, ALTER or DROP USER,"
              + " CREATE or DROP TOKEN there (ewig shell --url jdbc:ewig://..), or stop it first",
          e);
    }
  }

  Path folder() {
    return folder;
  }

  /** Who works at the files. */
  static Actor actor() {
    return Actor.here(System.getProperty("user.name", ""));
  }
}

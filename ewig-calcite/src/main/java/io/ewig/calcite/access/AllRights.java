package io.ewig.calcite.access;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;

/** Nothing is refused, and nobody else is there. */
final class AllRights implements Rights {

  static final Rights INSTANCE = new AllRights();

  private AllRights() {}

  @Override
  public boolean isUnlimited() {
    return true;
  }

  @Override
  public boolean allows(Demand demand) {
    return true;
  }

  @Override
  public void require(Demand demand) {}

  @Override
  public void note(Notable deed, String what) {}

  @Override
  public boolean isServed() {
    return false;
  }

  @Override
  public Administration administration() {
    throw new UserException(
        ErrorCode.UNSUPPORTED,
        "users, roles and grants are a server's: this database is open without one, and all is"
            + " allowed; start ewig server, and connect to that");
  }
}

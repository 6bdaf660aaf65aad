package io.ewig.sync.session;

/** Which way events go. */
public enum Direction {
  BOTH(true, true),
  PUSH(true, false),
  PULL(false, true);

  private final boolean gives;
  private final boolean takes;

  Direction(boolean gives, boolean takes) {
    this.gives = gives;
    this.takes = takes;
  }

  /** Whether events go to the peer. */
  public boolean gives() {
    return gives;
  }

  /** Whether events of the peer come here. */
  public boolean takes() {
    return takes;
  }
}

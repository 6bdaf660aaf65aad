package io.ewig.engine.crypt;

/**
 * Keeps passwords so that whoever reads what is kept still has to guess them; any thread.
 *
 * <p>A check takes tens of milliseconds and as much memory as {@link PasswordHash#cost} says: that
 * is its purpose, and whoever calls it on behalf of strangers bounds how many run at a time.
 */
public interface Passwords {

  /** NIST SP 800-63B asks for 8; what makes a password strong is being longer than that. */
  int CHARS_MIN = 8;

  int CHARS_MAX = 1024;

  /**
   * Makes what is to be kept of a password, with a salt of its own.
   *
   * @throws io.ewig.engine.error.UserException INVALID_ARGUMENT if it is too short, too long, or no
   *     text
   */
  PasswordHash hash(char[] password);

  /** Whether it is the password; takes as long if it is not. */
  boolean verifies(char[] password, PasswordHash hash);

  /** A hash that no password has, at the cost of all others; made without any work. */
  PasswordHash ofNobody();
}

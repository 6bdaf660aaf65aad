package io.ewig.server.login;

import io.ewig.engine.crypt.PasswordHash;
import io.ewig.engine.crypt.Passwords;
import io.ewig.server.audit.Actor;
import io.ewig.server.audit.Deed;
import io.ewig.server.user.Accounts;
import io.ewig.server.user.Book;
import io.ewig.server.user.Scope;
import io.ewig.server.user.Secrets;
import io.ewig.server.user.Token;
import io.ewig.server.user.User;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Finds out whether somebody is who he says he is; any thread. */
public final class Logins {

  /** An account for all tokens that are none: nobody guesses 256 bits, but the audit has a disk. */
  private static final String OF_TOKENS = "";

  private final Accounts accounts;
  private final Passwords passwords;
  private final LoginLimits limits;
  private final Attempts attempts;
  private final Proofs proofs;
  private final InstantSource clock;
  private final Pause pause;
  private final Semaphore hashes;
  private final Semaphore pauses;
  private final PasswordHash nobody;

  /** Lets a thread wait. */
  @FunctionalInterface
  public interface Pause {
    Pause SLEEP = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());

    void last(Duration duration) throws InterruptedException;
  }

  /**
   * @param nanos a clock that only counts on
   */
  public Logins(
      Accounts accounts,
      Passwords passwords,
      LoginLimits limits,
      SecureRandom random,
      InstantSource clock,
      LongSupplier nanos,
      Pause pause) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.limits = limits;
    this.attempts = new Attempts(limits, nanos);
    this.proofs = new Proofs(limits, random, nanos);
    this.clock = clock;
    this.pause = pause;
    this.hashes = new Semaphore(limits.hashesMax(), true);
    this.pauses = new Semaphore(limits.pausesMax());
    this.nobody = passwords.ofNobody();
  }

  /**
   * @param actor with the name that somebody says is his
   */
  public Outcome byPassword(String password, Actor actor) {
    Book book = accounts.book();
    User user = book.user(actor.name()).orElse(new User("", nobody));
    String proof = proofs.of(actor.name(), password, user.password().toText());
    if (proofs.has(proof)) {
      return known(book, user.name(), Scope.ALL, actor);
    }
    return attempt(actor, actor.name(), () -> isPassword(password, user), proof, user.name(), "");
  }

  /** A user that nobody has takes as long as one that somebody has. */
  private boolean isPassword(String password, User user) {
    boolean isRight = passwords.verifies(password.toCharArray(), user.password());
    return isRight && !user.name().isEmpty();
  }

  /**
   * @param actor with the name that came with it; {@code ""} for none
   */
  public Outcome byToken(String secret, Actor actor) {
    Book book = accounts.book();
    Token token = book.tokens().get(Secrets.hash(secret));
    boolean isGood =
        token != null
            && token.isGoodAt(clock.instant())
            && (actor.name().isEmpty() || actor.name().equals(token.user()));
    if (token == null || !isGood) {
      return attempt(actor, OF_TOKENS, () -> false, "", "", "token");
    }
    String proof = proofs.of(token.hash());
    if (!proofs.has(proof)) {
      Actor owner = new Actor(token.user(), actor.address(), actor.request());
      accounts.audit().note(Deed.LOGIN, owner, "token " + token.id());
      proofs.add(proof);
    }
    return new Outcome.Known(book.principal(token.user(), token.scope(), actor).with(token));
  }

  /** By a certificate that TLS has checked. */
  public Outcome byCertificate(Actor actor) {
    Book book = accounts.book();
    String proof = proofs.of("certificate", actor.name(), actor.address());
    if (book.user(actor.name()).isEmpty()) {
      return attempt(actor, actor.name(), () -> false, "", "", "certificate");
    }
    if (!proofs.has(proof)) {
      accounts.audit().note(Deed.LOGIN, actor, "certificate");
      proofs.add(proof);
    }
    return known(book, actor.name(), Scope.ALL, actor);
  }

  private static Outcome known(Book book, String name, Scope scope, Actor actor) {
    return new Outcome.Known(book.principal(name, scope, actor));
  }

  /** Finds out. */
  private interface Check {
    boolean succeeds();
  }

  private Outcome attempt(
      Actor actor, String account, Check check, String proof, String user, String what) {
    Address address = Address.of(actor.address());
    Duration locked = attempts.lockedFor(account, address);
    if (locked.compareTo(Duration.ZERO) > 0) {
      return new Outcome.LockedOut(locked);
    }
    try {
      if (!paused(attempts.pause(account, address))
          || !hashes.tryAcquire(limits.hashWait().toMillis(), TimeUnit.MILLISECONDS)) {
        return new Outcome.Busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Busy();
    }
    boolean isRight;
    try {
      isRight = check.succeeds();
    } finally {
      hashes.release();
    }
    return isRight ? succeeded(actor, address, proof, user) : failed(actor, account, address, what);
  }

  private boolean paused(Duration duration) throws InterruptedException {
    if (duration.isZero()) {
      return true;
    }
    if (!pauses.tryAcquire()) {
      return false;
    }
    try {
      pause.last(duration);
      return true;
    } finally {
      pauses.release();
    }
  }

  private Outcome succeeded(Actor actor, Address address, String proof, String user) {
    accounts.audit().note(Deed.LOGIN, actor, "password");
    attempts.succeeded(actor.name(), address);
    proofs.add(proof);
    return known(accounts.book(), user, Scope.ALL, actor);
  }

  private Outcome failed(Actor actor, String account, Address address, String what) {
    boolean isLast = attempts.failed(account, address);
    accounts.audit().note(Deed.LOGIN_FAILED, actor, what.isEmpty() ? "password" : what);
    if (isLast) {
      accounts
          .audit()
          .note(Deed.LOCKED_OUT, actor, "for " + limits.lockOut().toSeconds() + " seconds");
    }
    return new Outcome.Unknown();
  }
}

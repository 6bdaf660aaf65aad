package io.ewig.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.crypt.KdfParameters;
import io.ewig.engine.crypt.PasswordHash;
import io.ewig.engine.crypt.Passwords;
import io.ewig.server.audit.Actor;
import io.ewig.server.user.Accounts;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginsTest {

  private static final String RIGHT = "correct horse";
  private static final LoginLimits LIMITS = LoginLimits.defaults();

  private final Counting passwords = new Counting();
  private final List<Duration> pauses = new ArrayList<>();
  private long now;
  private Accounts accounts;
  private Logins logins;

  /** Keeps passwords in a way that is quick, and counts what is checked. */
  private static final class Counting implements Passwords {
    private int checks;
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger atOnceMost = new AtomicInteger();

    @Override
    public PasswordHash hash(char[] password) {
      byte[] salt = new byte[PasswordHash.SALT_BYTES];
      return new PasswordHash(new KdfParameters(8, 1, 1), salt, bytes(password));
    }

    private static byte[] bytes(char[] password) {
      return Arrays.copyOf(
          new String(password).getBytes(StandardCharsets.UTF_8), PasswordHash.HASH_BYTES);
    }

    @Override
    public boolean verifies(char[] password, PasswordHash hash) {
      atOnceMost.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
      checks++;
      boolean isRight = Arrays.equals(hash.hash(), bytes(password));
      LockSupport.parkNanos(10_000); // so that others come in, if they may
      atOnce.decrementAndGet();
      return isRight;
    }

    @Override
    public PasswordHash ofNobody() {
      return hash(new char[0]);
    }
  }

  @BeforeEach
  void open() {
    accounts = Accounts.inMemory();
    for (String name : new String[] {"anna", "ben"}) {
      accounts.addUser(name, passwords.hash(RIGHT.toCharArray()), Set.of(), Actor.here("test"));
    }
    logins =
        new Logins(
            accounts,
            passwords,
            LIMITS,
            new SecureRandom(),
            Clock.systemUTC(),
            () -> now,
            pauses::add);
  }

  @AfterEach
  void close() {
    accounts.close();
  }

  private Outcome attempt(String user, String password, String address) {
    return logins.byPassword(password, new Actor(user, address, "r"));
  }

  @Test
  void anUnknownUserIsCheckedAsOftenAsAWrongPassword() {
    assertThat(attempt("anna", "wrong", "10.0.0.1")).isInstanceOf(Outcome.Unknown.class);
    int ofKnown = passwords.checks;
    assertThat(attempt("nobody", "wrong", "10.0.0.2")).isInstanceOf(Outcome.Unknown.class);
    assertThat(passwords.checks - ofKnown).isEqualTo(ofKnown).isEqualTo(1);
  }

  @Test
  void thePasswordThatNobodyHasLetsNobodyIn() {
    assertThat(attempt("", "nobody has this password", "10.0.0.1"))
        .isInstanceOf(Outcome.Unknown.class);
    assertThat(attempt("nobody", "nobody has this password", "10.0.0.1"))
        .isInstanceOf(Outcome.Unknown.class);
  }

  /** Each check takes 19 MiB, so as many as there may be at a time take 76. */
  @Test
  void aThousandWhoLogInAtOnceTakeNoMoreMemoryThanFour() throws Exception {
    ExecutorService many = Executors.newFixedThreadPool(100);
    try {
      List<Future<Outcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        String address = "10.1." + i / 250 + "." + i % 250;
        String password = i % 2 == 0 ? RIGHT : "wrong " + i;
        outcomes.add(many.submit(() -> attempt("anna", password, address)));
      }
      for (int i = 0; i < outcomes.size(); i++) {
        Class<?> wanted = i % 2 == 0 ? Outcome.Known.class : Outcome.Unknown.class;
        assertThat(outcomes.get(i).get()).isInstanceOf(wanted);
      }
    } finally {
      many.shutdownNow();
    }
    assertThat(passwords.atOnceMost.get()).isBetween(1, LIMITS.hashesMax());
  }

  @Test
  void whatWasProvedIsKnownForAWhileWithoutACheck() {
    assertThat(attempt("anna", RIGHT, "10.0.0.1")).isInstanceOf(Outcome.Known.class);
    assertThat(attempt("anna", RIGHT, "10.0.0.1")).isInstanceOf(Outcome.Known.class);
    assertThat(passwords.checks).isEqualTo(1);
    now += LIMITS.proofLasts().toNanos();
    assertThat(attempt("anna", RIGHT, "10.0.0.1")).isInstanceOf(Outcome.Known.class);
    assertThat(passwords.checks).isEqualTo(2);
  }

  @Test
  void eachFailureMakesTheNextAttemptWaitLonger() {
    for (int i = 0; i < 7; i++) {
      attempt("anna", "wrong", "10.0.0.1");
    }
    assertThat(pauses.stream().map(Duration::toMillis))
        .containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 4_000L);
  }

  @Test
  void anAccountIsLockedOutFromWhereItIsGuessedAndNowhereElse() {
    assertThat(attempt("ben", RIGHT, "10.0.0.1")).isInstanceOf(Outcome.Known.class);
    for (int i = 0; i < LIMITS.failuresMax(); i++) {
      assertThat(attempt("anna", "wrong", "10.0.0.1")).isInstanceOf(Outcome.Unknown.class);
    }
    int checks = passwords.checks;
    assertThat(attempt("anna", RIGHT, "10.0.0.1")).isInstanceOf(Outcome.LockedOut.class);
    assertThat(passwords.checks).isEqualTo(checks);
    assertThat(attempt("anna", RIGHT, "10.0.0.2")).isInstanceOf(Outcome.Known.class);
    assertThat(attempt("ben", RIGHT, "10.0.0.1")).isInstanceOf(Outcome.Known.class);

    now += LIMITS.lockOut().toNanos();
    assertThat(attempt("anna", RIGHT, "10.0.0.1")).isInstanceOf(Outcome.Known.class);
  }

  @Test
  void anAddressIsLockedOutFromAllAccountsButTheMachinesOwnIsNot() {
    for (String address : new String[] {"10.0.0.1", "127.0.0.1"}) {
      for (int i = 0; i < LIMITS.failuresOfAddressMax(); i++) {
        attempt("user" + i, "wrong", address);
      }
    }
    assertThat(attempt("ben", RIGHT, "10.0.0.1")).isInstanceOf(Outcome.LockedOut.class);
    assertThat(attempt("ben", RIGHT, "127.0.0.1")).isInstanceOf(Outcome.Known.class);
  }

  @Test
  void addressesOfOneNetworkAreOne() {
    for (int i = 0; i < LIMITS.failuresMax(); i++) {
      attempt("anna", "wrong", "2001:db8:0:1::" + i);
    }
    assertThat(attempt("anna", RIGHT, "2001:db8:0:1::ffff")).isInstanceOf(Outcome.LockedOut.class);
    assertThat(attempt("anna", RIGHT, "2001:db8:0:2::1")).isInstanceOf(Outcome.Known.class);
  }

  @Test
  void whatIsRememberedHasABound() {
    Attempts attempts = new Attempts(LIMITS, () -> now);
    for (int i = 0; i < 3 * LIMITS.remembered(); i++) {
      attempts.failed("user" + i, new Address("10." + i, false));
    }
    assertThat(attempts.remembered()).isEqualTo(2 * LIMITS.remembered());
  }
}

package io.ewig.server.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.Keys;
import io.ewig.engine.crypt.PasswordHash;
import io.ewig.engine.error.UserException;
import io.ewig.server.audit.Actor;
import io.ewig.server.audit.AuditEntry;
import io.ewig.server.audit.Deed;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountsTest {

  private static final Actor TEST = Actor.here("test");

  @Test
  void halfAChangeIsNotTakenAlongByTheNextOne() {
    try (Accounts accounts = Accounts.inMemory()) {
      AuditEntry half = new AuditEntry(Deed.ROLE_CREATED, TEST, "gardener");
      Error error = new OutOfMemoryError("of a test");
      assertThatThrownBy(
              () ->
                  accounts.change(
                      half,
                      () -> {
                        accounts.run("INSERT INTO roles (name) VALUES ('gardener')");
                        throw error;
                      }))
          .isSameAs(error);
      new Roles(accounts).create("florist", TEST);
      assertThat(accounts.book().roles()).contains("florist").doesNotContain("gardener");
    }
  }

  /** Ann is no admin any more, and Ben is one by a role of his. */
  private static Roles adminByRole(Accounts accounts) {
    Roles roles = new Roles(accounts);
    PasswordHash password = Keys.passwords().hash("a horse of many colours".toCharArray());
    accounts.addUser("ann", password, Set.of(), TEST);
    accounts.addUser("ben", password, Set.of(), TEST);
    roles.create("boss", TEST);
    roles.give("admin", "boss", TEST);
    roles.give("boss", "ben", TEST);
    roles.take("admin", "ann", TEST);
    return roles;
  }

  @Test
  void somebodyStaysAdminByWhateverRole() {
    try (Accounts accounts = Accounts.inMemory()) {
      Roles roles = adminByRole(accounts);
      for (Runnable last :
          List.<Runnable>of(
              () -> roles.take("boss", "ben", TEST),
              () -> roles.take("admin", "boss", TEST),
              () -> roles.drop("boss", TEST),
              () -> accounts.dropUser("ben", TEST))) {
        assertThatThrownBy(last::run)
            .isInstanceOf(UserException.class)
            .hasMessageContaining("ben is the only admin");
      }
      assertThat(accounts.book().rolesOf("ben")).contains("admin");
      roles.give("admin", "ann", TEST);
      roles.drop("boss", TEST);
      assertThat(accounts.book().rolesOf("ben")).isEmpty();
    }
  }
}

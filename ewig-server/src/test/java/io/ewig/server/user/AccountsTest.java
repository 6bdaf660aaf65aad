package io.ewig.server.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.server.audit.Actor;
import io.ewig.server.audit.AuditEntry;
import io.ewig.server.audit.Deed;
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
}

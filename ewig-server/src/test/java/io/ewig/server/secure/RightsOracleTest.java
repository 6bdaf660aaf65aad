package io.ewig.server.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.access.Operation;
import io.ewig.engine.Tier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a user may do under policies at random is what a model says that knows nothing but the list
 * of grants.
 */
class RightsOracleTest {

  private static final int STEPS = Tier.count(250, 100_000);
  private static final int STEPS_BETWEEN_LISTINGS = 10;

  /** With more, nearly all would be allowed. */
  private static final int GRANTS_MAX = 10;

  /** Tables, with the schema that each lies in. */
  private static final Map<String, String> TABLES =
      Map.of("public.roses", "public", "public.oaks", "public", "shed.tools", "shed");

  private static final List<String> TABLE_NAMES = List.copyOf(new TreeSet<>(TABLES.keySet()));
  private static final List<String> ROLES = List.of("r0", "r1", "r2");
  private static final List<String> RIGHTS = List.of("SELECT", "INSERT", "DELETE", "HISTORY");

  /** All of which comes with {@code ALL}, and stays when others are taken one by one. */
  private static final List<String> ALL_RIGHTS =
      Stream.of(Operation.values()).map(Operation::name).toList();

  private SecuredServer server;
  private Connection admin;
  private Connection ben;

  /** The model: who was given what, in which words; and who has which role. */
  private final Set<Granted> grants = new HashSet<>();

  private final Set<Member> members = new HashSet<>();

  /**
   * @param isPast whether it reaches what was
   */
  private record Granted(String right, boolean isPast, String thing, String who) {
    boolean allows(String wanted, String table) {
      boolean isRight = wanted.equals("HISTORY") ? isPast && isReading() : right.equals(wanted);
      return isRight
          && (thing.equals("DATABASE")
              || thing.equals("TABLE " + table)
              || thing.equals("SCHEMA " + TABLES.get(table)));
    }

    private boolean isReading() {
      return right.equals("SELECT") || right.equals("HISTORY");
    }
  }

  private record Member(String role, String who) {}

  @BeforeEach
  void start() throws Exception {
    server = new SecuredServer("anna", "ben");
    admin = server.connect("anna");
    ben = server.connect("ben");
    run("CREATE SCHEMA shed");
    for (String table : TABLE_NAMES) {
      run("CREATE TABLE " + table + " (id INT PRIMARY KEY)");
      run("INSERT INTO " + table + " VALUES (0), (1)");
    }
    for (String role : ROLES) {
      run("CREATE ROLE " + role);
    }
  }

  @AfterEach
  void stop() throws SQLException {
    ben.close();
    admin.close();
    server.close();
  }

  private void run(String text) throws SQLException {
    try (Statement statement = admin.createStatement()) {
      statement.execute(text);
    }
  }

  @Test
  void aUserMayDoWhatTheListOfGrantsSaysAndNothingElse() throws SQLException {
    Random random = new Random(20_261_122);
    int refused = 0;
    for (int step = 0; step < STEPS; step++) {
      if (random.nextBoolean()) {
        changeMembers(random);
      } else {
        changeGrants(random);
      }
      refused += check(step, random);
      if (step % STEPS_BETWEEN_LISTINGS == 0) {
        assertThat(listed()).as("step %d: %s %s", step, grants, members).isEqualTo(visible());
      }
    }
    assertThat(refused).as("refusals among %d", STEPS).isBetween(STEPS / 10, STEPS * 9 / 10);
    assertThat(server.audited().stream().filter(line -> line.startsWith("refused")))
        .hasSizeGreaterThanOrEqualTo(refused);
  }

  private void changeMembers(Random random) throws SQLException {
    int role = random.nextInt(ROLES.size());
    boolean isOfRole = role > 0 && random.nextBoolean();
    String who = isOfRole ? ROLES.get(random.nextInt(role)) : "ben"; // never in a circle
    Member member = new Member(ROLES.get(role), who);
    if (members.add(member)) {
      run("GRANT " + member.role() + " TO " + who);
    } else {
      members.remove(member);
      run("REVOKE " + member.role() + " FROM " + who);
    }
  }

  /** {@code ALL} is all of the rights, however far back. */
  private void changeGrants(Random random) throws SQLException {
    String right = random.nextInt(5) == 0 ? "ALL" : RIGHTS.get(random.nextInt(RIGHTS.size()));
    String thing = thing(random);
    int number = random.nextInt(ROLES.size() + 1);
    String who = number == ROLES.size() ? "ben" : ROLES.get(number);
    List<String> rights = right.equals("ALL") ? ALL_RIGHTS : List.of(right);
    List<Granted> known =
        grants.stream()
            .filter(one -> rights.contains(one.right()))
            .filter(one -> one.thing().equals(thing) && one.who().equals(who))
            .toList();
    if (!known.isEmpty() && random.nextInt(4) > 0) {
      known.forEach(grants::remove);
      run("REVOKE " + right + " ON " + thing + " FROM " + who);
    } else if (grants.stream().filter(one -> RIGHTS.contains(one.right())).count() < GRANTS_MAX) {
      known.forEach(grants::remove); // what is given again reaches as far as it says now
      for (String one : rights) {
        boolean isPast = right.equals("ALL") || one.equals("HISTORY");
        grants.add(new Granted(one, isPast, thing, who));
      }
      run("GRANT " + right + " ON " + thing + " TO " + who);
    }
  }

  private static String thing(Random random) {
    String table = TABLE_NAMES.get(random.nextInt(TABLE_NAMES.size()));
    return switch (random.nextInt(6)) {
      case 0 -> "DATABASE";
      case 1 -> "SCHEMA " + TABLES.get(table);
      default -> "TABLE " + table;
    };
  }

  // ---- what the model says

  private Set<String> names() {
    Set<String> names = new HashSet<>(Set.of("ben"));
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Member member : members) {
        grows |= names.contains(member.who()) && names.add(member.role());
      }
    }
    return names;
  }

  private boolean may(String right, String table) {
    Set<String> names = names();
    return grants.stream()
        .anyMatch(grant -> names.contains(grant.who()) && grant.allows(right, table));
  }

  private Set<String> visible() {
    return TABLE_NAMES.stream()
        .filter(table -> ALL_RIGHTS.stream().anyMatch(right -> may(right, table)))
        .collect(Collectors.toSet());
  }

  // ---- what the server says

  /** Returns 1 if it was refused. */
  private int check(int step, Random random) throws SQLException {
    String table = TABLE_NAMES.get(random.nextInt(TABLE_NAMES.size()));
    List<String> rights = new ArrayList<>();
    String text;
    switch (random.nextInt(4)) {
      case 0 -> {
        text = "INSERT INTO " + table + " VALUES (" + (step + 10) + ")";
        rights.add("INSERT");
      }
      case 1 -> {
        text = "DELETE FROM " + table + " WHERE id > 5";
        rights.addAll(List.of("DELETE", "SELECT"));
      }
      case 2 -> {
        text = "SELECT * FROM " + table + " FOR SYSTEM_TIME ALL WHERE id = 1";
        rights.add("HISTORY");
      }
      default -> {
        text = "SELECT * FROM " + table + " WHERE id = 1";
        rights.add("SELECT");
      }
    }
    boolean isAllowed = rights.stream().allMatch(right -> may(right, table));
    assertThat(said(text))
        .as("step %d: %s under %s and %s", step, text, grants, members)
        .isEqualTo(isAllowed ? "done" : "42501");
    return isAllowed ? 0 : 1;
  }

  private String said(String text) {
    try (Statement statement = ben.createStatement()) {
      if (statement.execute(text)) {
        try (ResultSet rows = statement.getResultSet()) {
          assertThat(rows.next()).as(text).isTrue();
        }
      }
      return "done";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  private Set<String> listed() throws SQLException {
    Set<String> found = new HashSet<>();
    try (ResultSet tables = ben.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        String name = tables.getString("TABLE_SCHEM") + "." + tables.getString("TABLE_NAME");
        if (TABLES.containsKey(name)) {
          found.add(name);
        }
      }
    }
    return found;
  }
}

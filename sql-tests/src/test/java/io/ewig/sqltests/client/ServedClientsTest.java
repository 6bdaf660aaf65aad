package io.ewig.sqltests.client;

import org.junit.jupiter.api.Nested;

/** The same clients at the same work, with a server between them and the database. */
class ServedClientsTest {

  @Nested
  @LongTier
  class DBeaver extends DBeaverTest {
    @Override
    Place place() {
      return Place.SERVED;
    }
  }

  @Nested
  @LongTier
  class Flyway extends FlywayTest {
    @Override
    Place place() {
      return Place.SERVED;
    }
  }

  @Nested
  @LongTier
  class Hibernate extends HibernateTest {
    @Override
    Place place() {
      return Place.SERVED;
    }
  }

  @Nested
  class Hikari extends HikariTest {
    @Override
    Place place() {
      return Place.SERVED;
    }
  }

  @Nested
  @LongTier
  class JasperReports extends JasperReportsTest {
    @Override
    Place place() {
      return Place.SERVED;
    }
  }

  @Nested
  @LongTier
  class Jooq extends JooqTest {
    @Override
    Place place() {
      return Place.SERVED;
    }
  }

  @Nested
  @LongTier
  class Liquibase extends LiquibaseTest {
    @Override
    Place place() {
      return Place.SERVED;
    }
  }

  @Nested
  @LongTier
  class MyBatis extends MyBatisTest {
    @Override
    Place place() {
      return Place.SERVED;
    }
  }

  @Nested
  @LongTier
  class SchemaCrawler extends SchemaCrawlerTest {
    @Override
    Place place() {
      return Place.SERVED;
    }
  }

  @Nested
  @LongTier
  class Spring extends SpringTest {
    @Override
    Place place() {
      return Place.SERVED;
    }
  }

  @Nested
  @LongTier
  class SqlLine extends SqlLineTest {
    @Override
    Place place() {
      return Place.SERVED;
    }
  }
}

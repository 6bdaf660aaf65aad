package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.jdbc.connection.EwigConnection;
import io.ewig.jdbc.url.Property;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class EwigDataSourceTest {

  private final EwigDataSource source = new EwigDataSource();

  @Test
  void hasASetterForEachKey() throws IntrospectionException {
    Set<String> beans =
        Arrays.stream(Introspector.getBeanInfo(EwigDataSource.class).getPropertyDescriptors())
            .filter(property -> property.getWriteMethod() != null)
            .map(PropertyDescriptor::getName)
            .collect(Collectors.toSet());
    assertThat(beans).contains("url");
    for (Property property : Property.values()) {
      assertThat(beans).contains(property.key());
    }
  }

  @Test
  void connectsWithWhatWasSet() throws SQLException {
    source.setUrl(Fakes.URL);
    source.setBranch("dev");
    source.setReadOnly(true);
    source.setUser("ann");
    source.setFetchSize(50);
    source.setQueryTimeoutMillis(1_500);
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement()) {
      assertThat(connection.unwrap(EwigConnection.class).getBranch()).isEqualTo("dev");
      assertThat(connection.isReadOnly()).isTrue();
      assertThat(connection.getMetaData().getUserName()).isEqualTo("ann");
      assertThat(statement.getFetchSize()).isEqualTo(50);
      assertThat(statement.getQueryTimeout()).isEqualTo(2);
    }
    try (Connection connection = source.getConnection("bob", null)) {
      assertThat(connection.getMetaData().getUserName()).isEqualTo("bob");
    }
    assertThat(source.getUser()).isEqualTo("ann");
  }

  @Test
  void takesKeysByName() throws SQLException {
    source.setProperty("schema", "shop");
    assertThat(source.getSchema()).isEqualTo("shop");
    source.setProperty("schema", null);
    assertThat(source.getSchema()).isNull();
    fails("08001", () -> source.setProperty("shema", "x"));
  }

  @Test
  void refusesAForeignUrl() {
    source.setUrl("jdbc:h2:mem:");
    fails("08001", source::getConnection);
  }

  @Test
  void isABean() throws SQLException {
    source.setLoginTimeout(3);
    assertThat(source.getLoginTimeout()).isEqualTo(3);
    assertThat(source.getLoginTimeoutMillis()).isEqualTo(3_000);
    source.setLoginTimeout(0);
    assertThat(source.getLoginTimeoutMillis()).isEqualTo(60_000);
    assertThat(source.getLogWriter()).isNull();
    assertThat(source.unwrap(DataSource.class)).isSameAs(source);
    assertThat(source.isWrapperFor(Connection.class)).isFalse();
    fails("HYC00", source::getParentLogger);
  }
}

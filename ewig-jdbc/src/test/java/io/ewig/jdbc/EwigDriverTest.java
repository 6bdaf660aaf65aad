package io.ewig.jdbc;

import static io.ewig.jdbc.Fakes.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.jdbc.url.Address;
import io.ewig.jdbc.url.Property;
import io.ewig.jdbc.url.Target;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EwigDriverTest {

  private final EwigDriver driver = new EwigDriver();

  @Test
  void isFoundAsAService() throws SQLException {
    assertThat(ServiceLoader.load(Driver.class)).anyMatch(d -> d instanceof EwigDriver);
    assertThat(DriverManager.getDriver(Fakes.URL)).isInstanceOf(EwigDriver.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h2:mem:", "jdbc:ewigs:x", "", "jdbc:"})
  void leavesForeignUrlsToOthers(String url) throws SQLException {
    assertThat(driver.acceptsURL(url)).isFalse();
    assertThat(driver.connect(url, new Properties())).isNull();
  }

  @Test
  void takesNullForNoUrl() throws SQLException {
    assertThat(driver.acceptsURL(null)).isFalse();
    assertThat(driver.connect(null, null)).isNull();
  }

  static Stream<Arguments> addresses() {
    return Stream.of(
        Arguments.of("mem:", new Address.Memory(Optional.empty())),
        Arguments.of("mem", new Address.Memory(Optional.empty())),
        Arguments.of("mem:shop?branch=dev", new Address.Memory(Optional.of("shop"))),
        Arguments.of("file:a/b", new Address.Folder(Path.of("a/b"))),
        Arguments.of("a/b", new Address.Folder(Path.of("a/b"))),
        Arguments.of("./mem", new Address.Folder(Path.of("./mem"))),
        Arguments.of("file:mem", new Address.Folder(Path.of("mem"))),
        Arguments.of("memory", new Address.Folder(Path.of("memory"))),
        Arguments.of("/var/memory", new Address.Folder(Path.of("/var/memory"))),
        Arguments.of("my%20folder%3F+%C3%A4", new Address.Folder(Path.of("my folder?+ä"))),
        Arguments.of("//host", new Address.Remote("host", OptionalInt.empty(), Optional.empty())),
        Arguments.of(
            "//host:8765/shop",
            new Address.Remote("host", OptionalInt.of(8765), Optional.of("shop"))),
        Arguments.of(
            "//[::1]:80/", new Address.Remote("[::1]", OptionalInt.of(80), Optional.empty())));
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void readsTheAddress(String rest, Address expected) throws SQLException {
    assertThat(Target.parse("jdbc:ewig:" + rest, null).address()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:ewig:|no folder",
        "jdbc:ewig:file:|no folder",
        "jdbc:ewig:memory:probe|'memory:' is no kind of place",
        "jdbc:ewig:tcp://host/db|of a folder of that name write file:",
        "jdbc:ewig:?branch=x|no folder",
        "jdbc:ewig://|no host",
        "jdbc:ewig://host:0|no port",
        "jdbc:ewig://host:99999/x|no port",
        "jdbc:ewig://a:b:1|no host",
        "jdbc:ewig://user@host|user=..&password=..",
        "jdbc:ewig:mem:x%2|two hexadecimal digits",
        "jdbc:ewig:mem:x%zz|two hexadecimal digits",
        "jdbc:ewig:mem:%ff|not UTF-8",
        "jdbc:ewig:mem:?branch|key=value",
        "jdbc:ewig:mem:x;branch=dev|options behind a ;",
        "jdbc:ewig:data;readOnly=true|stand behind a ?",
        "jdbc:ewig:mem:?readonly=true|'readonly' is not a key",
        "jdbc:ewig:mem:?lex=JAVA|'lex' is not a key",
        "jdbc:ewig:mem:?serialization=JSON|'serialization' is not a key",
        "jdbc:ewig:mem:?model=x|'model' is not a key",
        "jdbc:ewig:mem:?branch=a&branch=b|twice",
        "jdbc:ewig:mem:?readOnly=yes|one of true, false",
        "jdbc:ewig:mem:?fetchSize=-1|whole number",
        "jdbc:ewig:mem:?durability=maybe|durable, batch, none"
      })
  void saysWhatIsWrongWithAUrl(String url, String text) {
    assertThat(fails("08001", () -> driver.connect(url, new Properties())))
        .hasMessageContaining(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:ewig://ann:s3cret@host/db",
        "jdbc:ewig://ann:s3/cret@host:8765/db",
        "jdbc:ewig:tcp://ann:s3cret@host/db",
        "jdbc:ewig://host/db;user=ann;password=s3cret",
        "jdbc:ewig:mem:?password=s3%cret",
        "jdbc:ewig:mem:?password=x&s3cret"
      })
  void repeatsNoPasswordOfAUrlThatItRefuses(String url) {
    assertThat(fails("08001", () -> driver.connect(url, new Properties())).getMessage())
        .doesNotContain("s3")
        .doesNotContain("cret");
  }

  @Test
  void namesTheKeysItKnows() {
    Throwable error = fails("08001", () -> driver.connect("jdbc:ewig:mem:?x=1", null));
    assertThat(error.getMessage()).contains("user, password, branch, schema, asOf");
  }

  @Test
  void refusesAKeyInBothPlaces() {
    var info = new Properties();
    info.setProperty("branch", "dev");
    assertThat(fails("08001", () -> driver.connect("jdbc:ewig:mem:?branch=dev", info)))
        .hasMessageContaining("both in the URL and in the properties");
  }

  @Test
  void refusesPropertiesThatAreNoTexts() {
    var info = new Properties();
    info.put("readOnly", true);
    fails("08001", () -> driver.connect("jdbc:ewig:mem:", info));
  }

  @Test
  void putsUrlAndPropertiesTogether() throws SQLException {
    var info = new Properties(new Properties());
    info.setProperty("password", "p%41ss");
    Target target = Target.parse("jdbc:ewig:mem:x?password=secret", null);
    assertThat(target.value(Property.PASSWORD)).contains("secret");
    target = Target.parse("jdbc:ewig:mem:x?branch=a%26b&fetchSize=7&", info);
    assertThat(target.value(Property.BRANCH)).contains("a&b");
    assertThat(target.count(Property.FETCH_SIZE)).isEqualTo(7);
    assertThat(target.value(Property.PASSWORD)).contains("p%41ss");
    assertThat(target.value(Property.SCHEMA)).contains("public");
    assertThat(target.given(Property.SCHEMA)).isEmpty();
    assertThat(target.isOn(Property.CREATE_IF_MISSING)).isTrue();
  }

  @Test
  void keepsSecretsOutOfTheUrl() throws SQLException {
    assertThat(Target.parse("jdbc:ewig:mem:x?user=a&p%61ssword=b&branch=c", null).url())
        .isEqualTo("jdbc:ewig:mem:x?user=a&branch=c");
  }

  @Test
  void saysWhenNothingServesAnAddress() {
    assertThat(fails("08001", () -> driver.connect("jdbc:ewig://127.0.0.1:1", null)))
        .hasMessageContaining("no answer from 127.0.0.1:1");
    assertThat(fails("08001", () -> driver.connect("jdbc:ewig://garden.invalid", null)))
        .hasMessageContaining("no answer from garden.invalid:8765: there is no host of that name");
  }

  @Test
  void describesEveryPropertyWithoutAUrl() throws SQLException {
    for (String url : new String[] {null, "", "jdbc:ewig:", "jdbc:ewig:/does/not/exist"}) {
      DriverPropertyInfo[] all = driver.getPropertyInfo(url, null);
      assertThat(all).hasSize(Property.values().length);
      assertThat(all).allSatisfy(info -> assertThat(info.description).endsWith("."));
    }
    assertThat(Path.of("/does/not/exist")).doesNotExist();
  }

  @Test
  void describesWhatWasChosen() throws SQLException {
    var info = new Properties();
    info.setProperty("schema", "shop");
    DriverPropertyInfo[] all = driver.getPropertyInfo("jdbc:ewig:mem:?branch=dev", info);
    assertThat(find(all, "branch").value).isEqualTo("dev");
    assertThat(find(all, "schema").value).isEqualTo("shop");
    assertThat(find(all, "timeZone").value).isEqualTo("UTC");
    assertThat(find(all, "readOnly").choices).containsExactly("true", "false");
    assertThat(find(all, "durability").choices).containsExactly("durable", "batch", "none");
  }

  private static DriverPropertyInfo find(DriverPropertyInfo[] all, String name) {
    return Arrays.stream(all).filter(info -> info.name.equals(name)).findAny().orElseThrow();
  }

  @Test
  void claimsNoMoreThanIsTrue() throws SQLException {
    assertThat(driver.jdbcCompliant()).isFalse();
    assertThat(driver.getMajorVersion()).isZero();
    assertThat(driver.getMinorVersion()).isEqualTo(1);
    fails("HYC00", driver::getParentLogger);
  }

  @Test
  void connectsThroughTheDriverManager() throws SQLException {
    try (Connection connection = DriverManager.getConnection(Fakes.URL, "ann", "secret")) {
      assertThat(connection.getMetaData().getUserName()).isEqualTo("ann");
      assertThat(connection.getMetaData().getURL()).isEqualTo(Fakes.URL);
    }
  }
}

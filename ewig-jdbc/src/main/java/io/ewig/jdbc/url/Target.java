package io.ewig.jdbc.url;

import io.ewig.jdbc.error.SqlState;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A database and how to connect to it: what a URL and its {@code Properties} say together. */
public final class Target {

  public static final String PREFIX = "jdbc:ewig:";

  /** The driver's class, for tools that want its name; it lies above all other rooms. */
  public static final String DRIVER = "io.ewig.jdbc.EwigDriver";

  private static final String FORMS =
      "; write jdbc:ewig:mem:[NAME], jdbc:ewig:FOLDER or jdbc:ewig://HOST[:PORT][/DATABASE]";
  private static final int PORT_MAX = 65_535;

  /** As other drivers take them. */
  private static final Pattern FOREIGN_OPTION = Pattern.compile(";\\w+=");

  /** What looks like another kind of place; a single letter is a drive. */
  private static final Pattern FOREIGN_KIND = Pattern.compile("^(?!file:)[A-Za-z][\\w+.-]+:");

  private final String url;
  private final Address address;
  private final Map<Property, String> given;

  private Target(String url, Address address, Map<Property, String> given) {
    this.url = url;
    this.address = address;
    this.given = Collections.unmodifiableMap(given);
  }

  /** Whether a URL is for this driver at all. */
  public static boolean isOurs(@Nullable String url) {
    return url != null && url.startsWith(PREFIX);
  }

  public static Target parse(String url, @Nullable Properties info) throws SQLException {
    int question = question(url);
    String place = url.substring(PREFIX.length(), question);
    Map<Property, String> given = ofUrl(url, question);
    ofProperties(info, given);
    for (var entry : given.entrySet()) {
      refuseUnfit(entry.getKey(), entry.getValue());
    }
    return new Target(clean(url, question), address(place), given);
  }

  /** What there is to choose, with what was chosen so far; works with any URL, even with none. */
  public static DriverPropertyInfo[] describe(@Nullable String url, @Nullable Properties info)
      throws SQLException {
    Map<Property, String> given =
        url != null && isOurs(url) ? ofUrl(url, question(url)) : new EnumMap<>(Property.class);
    ofProperties(info, given);
    return Arrays.stream(Property.values())
        .map(property -> property.describe(given.get(property)))
        .toArray(DriverPropertyInfo[]::new);
  }

  /** As it was given, but for secrets. */
  public String url() {
    return url;
  }

  public Address address() {
    return address;
  }

  /** What was given, be it the usual value or not. */
  public Optional<String> given(Property property) {
    return Optional.ofNullable(given.get(property));
  }

  /** What was given, or else what is usual. */
  public Optional<String> value(Property property) {
    return given(property).or(property::usual);
  }

  public boolean isOn(Property property) {
    return value(property).orElse("").equals("true");
  }

  public long count(Property property) {
    return Long.parseLong(value(property).orElse("0"));
  }

  private static int question(String url) {
    int at = url.indexOf('?', PREFIX.length());
    return at < 0 ? url.length() : at;
  }

  private static Address address(String place) throws SQLException {
    Matcher option = FOREIGN_OPTION.matcher(place);
    if (option.find()) { // whose values may be secrets
      throw SqlState.CANNOT_CONNECT.error(
          "'"
              + place.substring(0, option.end())
              + "..' has options behind a ;, and they stand behind a ?, with & between them; in a name"
              + " write %3B for ;");
    }
    if (place.startsWith("//")) {
      return remote(place.substring(2));
    }
    if (place.equals("mem") || place.startsWith("mem:")) {
      String name = Percent.decode(place.substring(Math.min(4, place.length())));
      return new Address.Memory(Optional.of(name).filter(n -> !n.isEmpty()));
    }
    Matcher foreign = FOREIGN_KIND.matcher(place);
    if (foreign.find()) {
      throw SqlState.CANNOT_CONNECT.error(
          "'"
              + foreign.group()
              + "' is no kind of place"
              + FORMS
              + "; before the path of a folder of that name write file:");
    }
    String folder = Percent.decode(place.startsWith("file:") ? place.substring(5) : place);
    if (folder.isBlank()) {
      throw SqlState.CANNOT_CONNECT.error("the URL says no folder" + FORMS);
    }
    try {
      return new Address.Folder(Path.of(folder));
    } catch (InvalidPathException e) {
      throw SqlState.CANNOT_CONNECT.error("'" + folder + "' cannot be a folder" + FORMS, e);
    }
  }

  private static Address remote(String place) throws SQLException {
    if (place.contains("@")) {
      throw SqlState.CANNOT_CONNECT.error(
          "the URL has an @, as if a user stood before the host, and users stand behind a ?:"
              + " user=..&password=..; in the name of a database write %40"
              + FORMS);
    }
    int slash = place.indexOf('/');
    String authority = slash < 0 ? place : place.substring(0, slash);
    String database = slash < 0 ? "" : Percent.decode(place.substring(slash + 1));
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    String host = hasPort ? authority.substring(0, colon) : authority;
    if (host.isEmpty() || (host.contains(":") && !host.startsWith("["))) {
      throw SqlState.CANNOT_CONNECT.error("'" + authority + "' names no host" + FORMS);
    }
    return new Address.Remote(
        host,
        hasPort ? OptionalInt.of(port(authority.substring(colon + 1))) : OptionalInt.empty(),
        Optional.of(database).filter(name -> !name.isEmpty()));
  }

  private static int port(String text) throws SQLException {
    int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > PORT_MAX) {
      throw SqlState.CANNOT_CONNECT.error(
          "'" + text + "' is no port: it lies between 1 and " + PORT_MAX + FORMS);
    }
    return port;
  }

  private static Map<Property, String> ofUrl(String url, int question) throws SQLException {
    Map<Property, String> given = new EnumMap<>(Property.class);
    String before = "the ?";
    for (String part : parts(url, question)) {
      int equals = part.indexOf('=');
      if (equals < 0) { // and may be the rest of a password
        throw SqlState.CANNOT_CONNECT.error(
            "what follows "
                + before
                + " in the URL is not key=value; known keys: "
                + Property.keys()
                + "; in a value write %26 for &");
      }
      Property property = known(Percent.decode(part.substring(0, equals)));
      before = "the value of '" + property.key() + "'";
      String value = Percent.decode(part.substring(equals + 1), before);
      if (given.put(property, value) != null) {
        throw SqlState.CANNOT_CONNECT.error("the URL has the key " + property.key() + " twice");
      }
    }
    return given;
  }

  private static String[] parts(String url, int question) {
    String text = question < url.length() ? url.substring(question + 1) : "";
    return Arrays.stream(text.split("&", -1)).filter(p -> !p.isEmpty()).toArray(String[]::new);
  }

  private static void ofProperties(@Nullable Properties info, Map<Property, String> given)
      throws SQLException {
    if (info == null) {
      return;
    }
    for (Object key : info.keySet()) {
      if (!(key instanceof String name) || !(info.get(name) instanceof String)) {
        throw SqlState.CANNOT_CONNECT.error(
            "the property '"
                + key
                + "' is not a text, and neither its name nor its value may be"
                + " anything else");
      }
    }
    for (String key : info.stringPropertyNames()) {
      Property property = known(key);
      if (given.put(property, info.getProperty(key)) != null) {
        throw SqlState.CANNOT_CONNECT.error(
            "the key " + key + " stands both in the URL and in the properties; leave one out");
      }
    }
  }

  private static Property known(String key) throws SQLException {
    Optional<Property> property = Property.ofKey(key);
    if (property.isEmpty()) {
      throw SqlState.CANNOT_CONNECT.error(
          "'" + key + "' is not a key of this driver; known keys: " + Property.keys());
    }
    return property.get();
  }

  private static void refuseUnfit(Property property, String value) throws SQLException {
    Optional<String> complaint = property.complaint(value);
    if (complaint.isPresent()) {
      throw SqlState.CANNOT_CONNECT.error(
          "the key " + property.key() + " cannot be '" + value + "': " + complaint.get());
    }
  }

  /** The URL goes into logs and to {@code DatabaseMetaData.getURL}. */
  private static String clean(String url, int question) throws SQLException {
    var clean = new StringBuilder(url.substring(0, question));
    char separator = '?';
    for (String part : parts(url, question)) {
      if (!known(Percent.decode(part.substring(0, part.indexOf('=')))).isSecret()) {
        clean.append(separator).append(part);
        separator = '&';
      }
    }
    return clean.toString();
  }
}

package io.ewig.jdbc.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The name and the version of a database or a driver: x.y.z, the same embedded and remote. */
public record Product(String name, String version, int major, int minor) {

  /** This build. */
  public static final Product THIS = ofResource();

  private static Product ofResource() {
    var filtered = new Properties();
    try (InputStream in = Product.class.getResourceAsStream("product.properties")) {
      if (in == null) {
        throw new IllegalStateException("product.properties is missing from the driver's jar");
      }
      filtered.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("product.properties cannot be read", e);
    }
    return of(filtered.getProperty("version"));
  }

  /**
   * @param version x.y.z, perhaps with a suffix such as -SNAPSHOT, which is left out
   */
  public static Product of(String version) {
    String numbers = version.replaceFirst("-.*", "");
    String[] parts = numbers.split("\\.", -1);
    return new Product("Ewig", numbers, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }
}

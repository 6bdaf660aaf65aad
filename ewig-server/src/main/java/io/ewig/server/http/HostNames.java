package io.ewig.server.http;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Under which names a server without users may be asked. Whoever owns a name can have it lead to
 * this machine, and a page that was loaded under it then asks here without an {@code Origin}, as of
 * its own site. Addresses lead nowhere else, and names without a dot are nobody's but this
 * machine's or its network's, so no such page has them.
 */
final class HostNames {

  private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}|\\[[0-9a-f:.%]+\\]");

  private HostNames() {}

  /**
   * @param host as a request names it, without the port
   * @param origins of pages that are known
   */
  static boolean isOurs(String host, Set<String> origins) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.indexOf('.') < 0
        || name.endsWith(".localhost")
        || ADDRESS.matcher(name).matches()
        || origins.stream().anyMatch(origin -> name.equals(hostOf(origin)));
  }

  private static String hostOf(String origin) {
    String host = URI.create(origin).getHost();
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }
}

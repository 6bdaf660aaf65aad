package io.ewig.jdbc.metadata;

import java.util.Map;
import java.util.TreeMap;

/** What a program can say of itself; the names are JDBC's own. */
public final class ClientInfoNames {

  public static final String APPLICATION_NAME = "ApplicationName";

  /** Name and meaning of each, in the order of names. */
  public static final Map<String, String> KNOWN =
      new TreeMap<>(
          Map.of(
              APPLICATION_NAME,
              "The name of the program; it is recorded with each commit.",
              "ClientHostname",
              "The name of the machine that the program runs on.",
              "ClientUser",
              "The name of the user that the program works for."));

  private ClientInfoNames() {}
}

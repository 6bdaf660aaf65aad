package io.ewig.server.audit;

/**
 * Who is behind a deed.
 *
 * @param name of the user, or what somebody said his name was
 * @param address where he is; {@code "here"} for who works at the server's own files
 * @param request which request it was; {@code ""} for none
 */
public record Actor(String name, String address, String request) {

  /** Names come from strangers: what is longer is cut. */
  private static final int CHARS_MAX = 200;

  public Actor {
    name = cut(name);
    address = cut(address);
    request = cut(request);
  }

  /** Whoever may write the server's files. */
  public static Actor here(String name) {
    return new Actor(name, "here", "");
  }

  private static String cut(String text) {
    return text.length() <= CHARS_MAX ? text : text.substring(0, CHARS_MAX);
  }
}

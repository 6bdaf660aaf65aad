package io.ewig.server.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which resource a path leads to. Of the patterns that a path has the shape of, the first counts.
 *
 * <pre>
 * pattern = 1*( "/" ( word | "{" name "}" | "{" name "...}" ) )
 * </pre>
 *
 * <p>A name in braces takes a segment that is not empty; with dots as many as are left over, with
 * the slashes between them.
 */
public final class Paths {

  private final List<Route> routes = new ArrayList<>();

  /** Answers at a place; any thread. */
  @FunctionalInterface
  public interface Resource {
    /**
     * @param at what the path has in the place of each name
     */
    HttpAnswer answer(HttpRequest request, Place at);
  }

  /** A pattern with its resources by method. */
  private record Route(String pattern, List<String> parts, Map<String, Resource> byMethod) {

    Optional<Map<String, String>> match(List<String> path) {
      Map<String, String> at = new HashMap<>();
      int rest = path.size() - parts.size();
      int next = 0;
      for (String part : parts) {
        int length = part.endsWith("...}") ? rest + 1 : 1;
        if (length < 1 || next + length > path.size()) {
          return Optional.empty();
        }
        String text = String.join("/", path.subList(next, next + length));
        next += length;
        if (!part.startsWith("{")) {
          if (!part.equals(text)) {
            return Optional.empty();
          }
        } else if (text.isEmpty()) {
          return Optional.empty();
        } else {
          at.put(part.replaceAll("[{}.]", ""), text);
        }
      }
      return next == path.size() ? Optional.of(at) : Optional.empty();
    }
  }

  /** Adds a resource; not to be called once requests come. */
  public Paths on(String method, String pattern, Resource resource) {
    Route route =
        routes.stream().filter(known -> known.pattern.equals(pattern)).findFirst().orElse(null);
    if (route == null) {
      List<String> parts = List.of(pattern.substring(1).split("/", -1));
      route = new Route(pattern, parts, new LinkedHashMap<>());
      routes.add(route);
    }
    if (route.byMethod.put(method, resource) != null) {
      throw new IllegalStateException(method + " " + pattern + " is there twice");
    }
    return this;
  }

  /** The pattern that a path has the shape of: few, however many paths there are. */
  public String patternOf(List<String> path) {
    return routes.stream()
        .filter(route -> route.match(path).isPresent())
        .map(Route::pattern)
        .findFirst()
        .orElse("other");
  }

  public HttpAnswer answer(HttpRequest request) {
    for (Route route : routes) {
      Optional<Map<String, String>> at = route.match(request.path());
      if (at.isPresent()) {
        String method = request.isAboutHeadersOnly() ? "GET" : request.method();
        Resource resource = route.byMethod.get(method);
        return resource == null
            ? notAllowed(route, request)
            : resource.answer(request, new Place(at.get()));
      }
    }
    return HttpAnswer.error(
        HttpAnswer.NOT_FOUND, "NO_SUCH_PATH", "02000", "there is no such path", request.id());
  }

  private static HttpAnswer notAllowed(Route route, HttpRequest request) {
    String methods = String.join(", ", new TreeSet<>(route.byMethod.keySet()));
    String text = "the methods here are " + methods;
    return HttpAnswer.error(
            HttpAnswer.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", "0A000", text, request.id())
        .with("Allow", methods);
  }
}

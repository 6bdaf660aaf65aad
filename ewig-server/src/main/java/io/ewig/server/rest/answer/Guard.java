package io.ewig.server.rest.answer;

import io.ewig.engine.error.EwigException;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.HttpRequest;
import io.ewig.server.http.Paths;
import io.ewig.server.http.Place;
import java.sql.SQLException;
import java.util.List;

/** Makes answers of errors. */
public final class Guard {

  private Guard() {}

  /** Answers at a place, and may fail. */
  @FunctionalInterface
  public interface Resource {
    HttpAnswer answer(HttpRequest request, Place at) throws SQLException;
  }

  /**
   * At a place whose address says all: a parameter that somebody adds means something to him, and
   * would be passed over without a word.
   */
  public static Paths.Resource plain(Resource resource) {
    return of(
        (request, at) -> {
          var unused = new Wishes(request, List.of());
          return resource.answer(request, at);
        });
  }

  public static Paths.Resource of(Resource resource) {
    return (request, at) -> {
      try {
        return resource.answer(request, at);
      } catch (Refused e) {
        return Problem.of(e).answer(request.id());
      } catch (EwigException e) {
        return Problem.of(e).answer(request.id());
      } catch (SQLException e) {
        return Problem.of(e).answer(request.id());
      }
    };
  }
}

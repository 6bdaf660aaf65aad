package io.ewig.server.rest.answer;

import io.ewig.engine.error.EwigException;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.HttpRequest;
import io.ewig.server.http.Paths;
import io.ewig.server.http.Place;
import java.sql.SQLException;

/** Makes answers of errors. */
public final class Guard {

  private Guard() {}

  /** Answers at a place, and may fail. */
  @FunctionalInterface
  public interface Resource {
    HttpAnswer answer(HttpRequest request, Place at) throws SQLException;
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

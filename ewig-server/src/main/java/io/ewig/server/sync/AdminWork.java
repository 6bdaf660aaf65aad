package io.ewig.server.sync;

import io.ewig.engine.error.EwigException;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.HttpRequest;
import io.ewig.server.rest.answer.Problem;
import io.ewig.server.session.Databases;
import io.ewig.server.session.Permits;
import java.sql.SQLException;

/** What an administrator asks of a database over HTTP. */
@FunctionalInterface
interface AdminWork {

  int FORBIDDEN = 403;

  HttpAnswer on(Databases.Lease lease);

  /** Does it, or says why not. */
  static HttpAnswer with(Databases databases, HttpRequest request, String name, AdminWork work) {
    try (Databases.Lease lease = databases.lease(request.principal(), name)) {
      return work.on(lease);
    } catch (SQLException e) {
      if (Permits.isRefusal(e)) {
        return HttpAnswer.error(
            FORBIDDEN, "NOT_ALLOWED", "42501", SyncResource.WHO_MAY, request.id());
      }
      return HttpAnswer.error(
          HttpAnswer.NOT_FOUND,
          "UNKNOWN_DATABASE",
          String.valueOf(e.getSQLState()),
          String.valueOf(e.getMessage()),
          request.id());
    } catch (EwigException e) {
      return Problem.of(e).answer(request.id());
    }
  }
}

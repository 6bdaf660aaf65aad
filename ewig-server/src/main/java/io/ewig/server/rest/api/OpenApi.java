package io.ewig.server.rest.api;

import io.ewig.server.http.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The description of all paths, for people and for programs that write clients. */
final class OpenApi {

  private static final String FILE = "openapi.json";

  private OpenApi() {}

  static HttpAnswer answer() {
    try (InputStream in =
        Objects.requireNonNull(OpenApi.class.getResourceAsStream(FILE), "it is in the jar")) {
      return new HttpAnswer(HttpAnswer.OK, HttpAnswer.JSON, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

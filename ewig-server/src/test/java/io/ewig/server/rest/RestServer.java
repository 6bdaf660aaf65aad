package io.ewig.server.rest;

import io.ewig.engine.Ewig;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.server.EwigServer;
import io.ewig.server.ServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server on a folder, and a client that speaks HTTP with it. */
public final class RestServer implements AutoCloseable {

  private final HttpClient client = HttpClient.newHttpClient();
  private final Ewig engine;
  private final EwigServer server;

  public RestServer(Path folder) throws IOException {
    this(folder, Ewig.open(folder));
  }

  RestServer(Path folder, Ewig engine) throws IOException {
    this.engine = engine;
    this.server =
        EwigServer.start(
            engine, ServerOptions.local(0).withDatabases(folder.resolve("databases"), Ewig::open));
  }

  public Ewig engine() {
    return engine;
  }

  /** For {@code DriverManager}. */
  public String url() {
    return server.url();
  }

  /** What came back. */
  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String text() {
      return response.body();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public JsonObject json() {
      return (JsonObject) Json.parse(text());
    }

    /** A text or a number of a document, by names and indexes with points between them. */
    public String at(String path) {
      Json found = RestServer.at(json(), path);
      return found instanceof JsonText text ? text.value() : String.valueOf(found);
    }

    public long number(String path) {
      return ((JsonNumber) RestServer.at(json(), path)).longValue();
    }

    public List<Json> list(String path) {
      List<Json> elements = new ArrayList<>();
      ((JsonArray) RestServer.at(json(), path)).forEach(elements::add);
      return elements;
    }

    public String sqlState() {
      return at("error.sqlstate");
    }
  }

  static Json at(Json json, String path) {
    Json found = json;
    for (String step : path.split("\\.")) {
      found =
          found instanceof JsonArray array
              ? array.get(Integer.parseInt(step))
              : ((JsonObject) found).get(step);
    }
    return found;
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + server.url().substring(12) + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  public Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  public Answer post(String path, String body, String... headers) {
    return send(request(path, headers).POST(BodyPublishers.ofString(body)));
  }

  public Answer send(String method, String path, String body, String... headers) {
    return send(request(path, headers).method(method, BodyPublishers.ofString(body)));
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(
          client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An answer that goes on. */
  public InputStream open(String path, String... headers) {
    try {
      return client.send(request(path, headers).GET().build(), BodyHandlers.ofInputStream()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public Answer query(String sql) {
    return post("/v1/db/main/query", "{\"sql\":" + JsonText.of(sql).text() + "}");
  }

  @Override
  public void close() {
    server.close();
    engine.close();
  }
}

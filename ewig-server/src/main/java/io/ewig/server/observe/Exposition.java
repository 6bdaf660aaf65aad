package io.ewig.server.observe;

import io.ewig.engine.Ewig;
import io.ewig.engine.Metric;
import io.ewig.server.http.HttpAnswer;
import io.ewig.server.http.Paths;
import io.ewig.server.session.Databases;
import io.ewig.server.user.Principal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code GET /metrics}, as Prometheus reads it (text format 0.0.4); any thread.
 *
 * <p>A metric is called as in table {@code ewig.metrics}, with {@code ewig_} before it and
 * underscores for points: {@code log.events} is {@code ewig_log_events}. What is about a database
 * has its name as a label. Requests by route, latencies, and errors by class are only here.
 */
final class Exposition {

  private static final String TYPE = "text/plain;version=0.0.4;charset=utf-8";

  private final ServerMetrics server;

  Exposition(ServerMetrics server) {
    this.server = server;
  }

  void addTo(Paths paths) {
    paths.on(
        "GET",
        "/metrics",
        (request, at) ->
            new HttpAnswer(
                HttpAnswer.OK, TYPE, text(request.principal()).getBytes(StandardCharsets.UTF_8)));
  }

  private String text(Principal principal) {
    StringBuilder to = new StringBuilder(1 << 14);
    List<Metric> own = server.all();
    for (Metric metric : own) {
      head(metric, to);
      to.append(name(metric)).append(' ').append(metric.value()).append('\n');
    }
    databases(principal, own.stream().map(Metric::name).toList(), to);
    requests(to);
    latencies(to);
    errors(to);
    return to.toString();
  }

  /**
   * Of databases of which somebody may know how much they hold. What a server adds to the metrics
   * of a database is no matter of that database.
   */
  private void databases(Principal principal, List<String> own, StringBuilder to) {
    Map<String, List<String>> lines = new TreeMap<>();
    Map<String, Metric> metrics = new TreeMap<>();
    Databases all = server.sessions().databases();
    for (Map.Entry<String, Ewig> database : all.open().entrySet()) {
      if (!all.permits().mayWatch(principal, database.getKey())) {
        continue;
      }
      for (Metric metric : database.getValue().metrics().all()) {
        if (!own.contains(metric.name())) {
          metrics.put(metric.name(), metric);
          lines
              .computeIfAbsent(metric.name(), unused -> new ArrayList<>())
              .add(name(metric) + "{database=\"" + database.getKey() + "\"} " + metric.value());
        }
      }
    }
    metrics.forEach(
        (name, metric) -> {
          head(metric, to);
          lines.getOrDefault(name, List.of()).forEach(line -> to.append(line).append('\n'));
        });
  }

  private void requests(StringBuilder to) {
    head("ewig_server_requests_by_route", "Requests answered, by route.", "counter", to);
    List<String> lines = new ArrayList<>();
    server
        .requests()
        .requests()
        .forEach(
            (key, count) ->
                lines.add(
                    "ewig_server_requests_by_route{method=\""
                        + key.method()
                        + "\",route=\""
                        + key.route()
                        + "\",status=\""
                        + key.status()
                        + "\"} "
                        + count.sum()));
    Collections.sort(lines);
    lines.forEach(line -> to.append(line).append('\n'));
  }

  private void latencies(StringBuilder to) {
    String name = "ewig_server_request_seconds";
    head(name, "From the request's last byte to the answer's.", "histogram", to);
    new TreeMap<>(server.requests().latencies())
        .forEach((route, latencies) -> histogram(name, route, latencies, to));
  }

  private static void histogram(String name, String route, Latencies latencies, StringBuilder to) {
    String label = "route=\"" + route + "\"";
    long[] counts = latencies.cumulative();
    for (int i = 0; i < counts.length; i++) {
      String bound = i < Latencies.SECONDS.length ? Double.toString(Latencies.SECONDS[i]) : "+Inf";
      to.append(name).append("_bucket{").append(label).append(",le=\"").append(bound);
      to.append("\"} ").append(counts[i]).append('\n');
    }
    to.append(name).append("_sum{").append(label).append("} ");
    to.append(latencies.seconds()).append('\n');
    to.append(name).append("_count{").append(label).append("} ");
    to.append(counts[counts.length - 1]).append('\n');
  }

  private void errors(StringBuilder to) {
    String name = "ewig_server_errors_by_class";
    head(name, "Statements that failed, by the class of their SQLSTATE.", "counter", to);
    server
        .sessions()
        .usage()
        .errors()
        .forEach(
            (state, count) ->
                to.append(name)
                    .append("{class=\"")
                    .append(state)
                    .append("\"} ")
                    .append(count)
                    .append('\n'));
  }

  private static String name(Metric metric) {
    return "ewig_" + metric.name().replace('.', '_');
  }

  private static void head(Metric metric, StringBuilder to) {
    String help = metric.remarks() + " (" + metric.unit() + ")";
    head(name(metric), help, metric.isCounter() ? "counter" : "gauge", to);
  }

  private static void head(String name, String help, String type, StringBuilder to) {
    to.append("# HELP ").append(name).append(' ').append(help).append('\n');
    to.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }
}

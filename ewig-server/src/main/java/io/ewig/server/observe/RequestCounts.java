package io.ewig.server.observe;

import io.ewig.server.http.Traffic;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Requests by what their paths have the shape of; any thread. There are as many rows as there are
 * resources, whatever clients ask for.
 */
final class RequestCounts implements Traffic {

  record Key(String method, String route, int status) {}

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "HEAD");

  private final Map<Key, LongAdder> requests = new ConcurrentHashMap<>();
  private final Map<String, Latencies> latencies = new ConcurrentHashMap<>();
  private final LongAdder bytesIn = new LongAdder();
  private final LongAdder bytesOut = new LongAdder();
  private final LongAdder cutOff = new LongAdder();

  @Override
  public void answered(Asked request, Answered answer) {
    String method = METHODS.contains(request.method()) ? request.method() : "other";
    Key key = new Key(method, request.route(), answer.status());
    requests.computeIfAbsent(key, unused -> new LongAdder()).increment();
    latencies.computeIfAbsent(request.route(), unused -> new Latencies()).add(answer.nanos());
    bytesIn.add(request.bytes());
    bytesOut.add(answer.bytes());
    if (!answer.isWhole()) {
      cutOff.increment();
    }
  }

  Map<Key, LongAdder> requests() {
    return requests;
  }

  Map<String, Latencies> latencies() {
    return latencies;
  }

  long bytesIn() {
    return bytesIn.sum();
  }

  long bytesOut() {
    return bytesOut.sum();
  }

  long cutOff() {
    return cutOff.sum();
  }
}

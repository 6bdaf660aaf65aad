package io.ewig.server.observe;

import io.ewig.engine.Metric;
import io.ewig.server.session.Sessions;
import io.ewig.server.session.Usage;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/** What a server does, and what its JVM takes, as numbers with names; any thread. */
final class ServerMetrics {

  private final Sessions sessions;
  private final RequestCounts requests;
  private final IntSupplier readers;

  /**
   * @param readers how many wait for changes
   */
  ServerMetrics(Sessions sessions, RequestCounts requests, IntSupplier readers) {
    this.sessions = sessions;
    this.requests = requests;
    this.readers = readers;
  }

  RequestCounts requests() {
    return requests;
  }

  Sessions sessions() {
    return sessions;
  }

  /** For {@code /metrics} and {@code ewig.metrics} alike. */
  List<Metric> all() {
    List<Metric> all = new ArrayList<>();
    long answered = requests.requests().values().stream().mapToLong(LongAdder::sum).sum();
    count(all, "server.requests", answered, "requests", "Answered.");
    count(all, "server.cut_off", requests.cutOff(), "requests", "Whose client did not get all.");
    count(all, "server.bytes_in", requests.bytesIn(), "bytes", "Of requests.");
    count(all, "server.bytes_out", requests.bytesOut(), "bytes", "Of answers.");
    gauge(all, "server.sessions", sessions.count(), "sessions", "Open.");
    var users = sessions.quotas().sessions();
    gauge(all, "server.users", users.size(), "users", "That are at work.");
    long most = users.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    gauge(all, "server.user_sessions_most", most, "sessions", "Of the user who has most.");
    long refused = sessions.quotas().refused();
    count(all, "server.user_refusals", refused, "requests", "Of users who had all they may.");
    gauge(all, "server.readers", readers.getAsInt(), "readers", "That wait for changes.");
    gauge(all, "server.databases", sessions.databases().open().size(), "databases", "Open.");
    gauge(all, "server.ahead_bytes", sessions.aheadBytes(), "bytes", "Of rows packed ahead.");
    Usage usage = sessions.usage();
    count(all, "server.statements", usage.statements(), "statements", "Run.");
    count(all, "server.slow_statements", usage.slowStatements(), "statements", "Took long.");
    count(all, "server.rows", usage.rows(), "rows", "Read by statements.");
    long errors = usage.errors().values().stream().mapToLong(Long::longValue).sum();
    count(all, "server.errors", errors, "errors", "Statements that failed.");
    addJvm(all);
    return all;
  }

  private static void addJvm(List<Metric> to) {
    var memory = ManagementFactory.getMemoryMXBean();
    MemoryUsage heap = memory.getHeapMemoryUsage();
    MemoryUsage other = memory.getNonHeapMemoryUsage();
    gauge(to, "jvm.heap_used_bytes", heap.getUsed(), "bytes", "Objects, dead ones too.");
    gauge(to, "jvm.heap_committed_bytes", heap.getCommitted(), "bytes", "Taken for objects.");
    gauge(to, "jvm.heap_max_bytes", heap.getMax(), "bytes", "What it may become.");
    gauge(to, "jvm.other_used_bytes", other.getUsed(), "bytes", "Classes and code.");
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    gauge(to, "jvm.threads", threads, "threads", "That there are.");
    long millis = ManagementFactory.getRuntimeMXBean().getUptime();
    gauge(to, "jvm.uptime_millis", millis, "ms", "Since it was started.");
    long collected =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(bean -> Math.max(0, bean.getCollectionTime()))
            .sum();
    count(to, "jvm.collection_millis", collected, "ms", "Spent on collecting garbage.");
  }

  private static void count(List<Metric> to, String name, long value, String unit, String remarks) {
    to.add(new Metric(name, value, unit, remarks, true));
  }

  private static void gauge(List<Metric> to, String name, long value, String unit, String remarks) {
    to.add(new Metric(name, value, unit, remarks, false));
  }
}

package io.ewig.server.log;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.spi.MDCAdapter;

/** Loggers by name; any thread. */
final class Loggers implements ILoggerFactory {

  private final Map<String, Logger> byName = new ConcurrentHashMap<>();
  private final MDCAdapter context;

  Loggers(MDCAdapter context) {
    this.context = context;
  }

  @Override
  public Logger getLogger(String name) {
    return byName.computeIfAbsent(name, known -> new LineLogger(known, context));
  }
}

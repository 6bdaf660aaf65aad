package io.ewig.bench.text;

import io.ewig.engine.event.Origin;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.JsonArray;
import io.ewig.engine.json.JsonNumber;
import io.ewig.engine.json.JsonObject;
import io.ewig.engine.json.JsonText;
import io.ewig.engine.sequence.OperationLog;
import io.ewig.engine.sequence.SequenceDocument;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** What somebody typed, or several did at once: recorded from real editors. */
record Trace(String name, List<Step> steps, String expected) {

  static final String SEQUENTIAL = "sveltecomponent";

  static final List<String> CONCURRENT = List.of("friendsforever", "clownschool");

  /**
   * Edits by one who had seen what was made in other steps.
   *
   * @param parents by number; empty: a text of nothing
   */
  record Step(Origin agent, int[] parents, List<Patch> patches) {}

  /** Takes out so many code points at a place, and puts others there. */
  record Patch(int at, int deleted, String inserted) {}

  /** Reads a trace that comes with the benchmarks. */
  static Trace of(String name) throws IOException {
    try (InputStream in = Trace.class.getResourceAsStream(name + ".json.gz")) {
      if (in == null) {
        throw new FileNotFoundException("there is no trace " + name);
      }
      return read(name, new GZIPInputStream(in));
    }
  }

  /** Reads a trace as it is published: a concurrent one, or one by a single author. */
  static Trace read(String name, InputStream in) throws IOException {
    JsonObject json = (JsonObject) Json.parse(in.readAllBytes());
    List<Step> steps = new ArrayList<>();
    for (Json each : ((JsonArray) member(json, "txns"))) {
      JsonObject step = (JsonObject) each;
      int[] before = steps.isEmpty() ? new int[0] : new int[] {steps.size() - 1};
      Json parents = step.get("parents");
      Json agent = step.get("agent");
      List<Patch> patches = new ArrayList<>();
      ((JsonArray) member(step, "patches")).forEach(one -> patches.add(patch(one)));
      steps.add(
          new Step(
              new Origin(0, agent == null ? 1 : 1 + number(agent)),
              parents == null ? before : numbers((JsonArray) parents),
              patches));
    }
    return new Trace(name, steps, ((JsonText) member(json, "endContent")).value());
  }

  private static Json member(JsonObject of, String name) {
    return Objects.requireNonNull(of.get(name), name);
  }

  private static Patch patch(Json json) {
    JsonArray parts = (JsonArray) json;
    return new Patch(number(parts.get(0)), number(parts.get(1)), ((JsonText) parts.get(2)).value());
  }

  private static int[] numbers(JsonArray array) {
    int[] numbers = new int[array.length()];
    Arrays.setAll(numbers, i -> number(array.get(i)));
    return numbers;
  }

  private static int number(Json json) {
    return ((JsonNumber) json).decimal().intValueExact();
  }

  int patches() {
    return steps.stream().mapToInt(step -> step.patches().size()).sum();
  }

  boolean isConcurrent() {
    for (int i = 1; i < steps.size(); i++) {
      int[] parents = steps.get(i).parents();
      if (parents.length != 1 || parents[0] != i - 1) {
        return true;
      }
    }
    return false;
  }

  /** By one author, each edit on top of the one before. */
  SequenceDocument typed() {
    SequenceDocument document = new SequenceDocument();
    for (Step step : steps) {
      for (Patch patch : step.patches()) {
        document.delete(step.agent(), patch.at(), patch.deleted());
        document.insert(step.agent(), patch.at(), patch.inserted());
      }
    }
    return document;
  }

  /** What was done on top of what, as it comes from others; no text yet. */
  OperationLog received() {
    OperationLog log = new OperationLog();
    int[][] versions = new int[steps.size()][];
    for (int i = 0; i < versions.length; i++) {
      Step step = steps.get(i);
      int[] version = version(step.parents(), versions, log);
      for (Patch patch : step.patches()) {
        if (patch.deleted() > 0) {
          version = log.delete(step.agent(), version, patch.at(), patch.deleted());
        }
        if (!patch.inserted().isEmpty()) {
          version = log.insert(step.agent(), version, patch.at(), patch.inserted());
        }
      }
      versions[i] = version;
    }
    return log;
  }

  private static int[] version(int[] parents, int[][] versions, OperationLog log) {
    if (parents.length == 1) {
      return versions[parents[0]];
    }
    return log.graph()
        .heads(Arrays.stream(parents).flatMap(each -> Arrays.stream(versions[each])).toArray());
  }
}

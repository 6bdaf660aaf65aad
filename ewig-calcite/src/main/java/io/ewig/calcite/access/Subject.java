package io.ewig.calcite.access;

import io.ewig.engine.event.World;
import java.net.URI;

/** What somebody wants to read or change. */
public sealed interface Subject {

  /** A table, or a view, sequence or index by its name. */
  record OfTable(String schema, String name) implements Subject {
    @Override
    public String toString() {
      return "TABLE " + schema + "." + name;
    }
  }

  record OfSchema(String name) implements Subject {
    @Override
    public String toString() {
      return "SCHEMA " + name;
    }
  }

  record OfWorld(World world) implements Subject {

    /** Whether Ewig keeps its own records there: names of branches, definitions, merges. */
    boolean isOwn() {
      return world.uri().startsWith("ewig://");
    }

    @Override
    public String toString() {
      return "WORLD '" + world.uri() + "'";
    }
  }

  /** What is on a branch, whatever it is: its commits, its name. */
  record OfBranch() implements Subject {
    @Override
    public String toString() {
      return "BRANCH";
    }
  }

  /** What belongs to no branch. */
  record OfDatabase() implements Subject {
    @Override
    public String toString() {
      return "DATABASE";
    }
  }

  /** A world, which is a table if its name says so: table://SCHEMA/NAME. */
  static Subject of(World world) {
    String uri = world.uri();
    int slash = uri.indexOf('/', "table://".length());
    if (!uri.startsWith("table://") || slash < 0) {
      return new OfWorld(world);
    }
    try {
      return new OfTable(
          decoded(uri.substring("table://".length(), slash)), decoded(uri.substring(slash + 1)));
    } catch (IllegalArgumentException e) {
      return new OfWorld(world); // no table's name is encoded like that
    }
  }

  private static String decoded(String part) {
    return URI.create("x:/" + part).getPath().substring(1);
  }
}

package io.ewig.calcite.access;

import io.ewig.engine.world.WorldPattern;

/** What a right is about. */
public sealed interface Thing {

  /** Whether what is demanded is part of it. */
  boolean contains(Demand demand);

  /** All of the database. */
  record Database() implements Thing {
    @Override
    public boolean contains(Demand demand) {
      return true;
    }

    @Override
    public String toString() {
      return "DATABASE";
    }
  }

  /** All tables and other things of a schema. */
  record Schema(String name) implements Thing {
    @Override
    public boolean contains(Demand demand) {
      return (demand.subject() instanceof Subject.OfTable table && table.schema().equals(name))
          || (demand.subject() instanceof Subject.OfSchema schema && schema.name().equals(name));
    }

    @Override
    public String toString() {
      return "SCHEMA " + name;
    }
  }

  /** One table, or another thing that has its name. */
  record Table(String schema, String name) implements Thing {
    @Override
    public boolean contains(Demand demand) {
      return demand.subject() instanceof Subject.OfTable table
          && table.schema().equals(schema)
          && table.name().equals(name);
    }

    @Override
    public String toString() {
      return "TABLE " + schema + "." + name;
    }
  }

  /** Worlds by their URIs; none of those that Ewig keeps its own records in. */
  record World(String pattern) implements Thing {

    /** Refuses what is no pattern. */
    public World {
      new WorldPattern(pattern);
    }

    @Override
    public boolean contains(Demand demand) {
      return demand.subject() instanceof Subject.OfWorld world
          && !world.isOwn()
          && new WorldPattern(pattern).matches(world.world());
    }

    @Override
    public String toString() {
      return "WORLD '" + pattern + "'";
    }
  }

  /** All there is on some branches. */
  record Branch(String pattern) implements Thing {

    public Branch {
      new WorldPattern(pattern);
    }

    @Override
    public boolean contains(Demand demand) {
      return !(demand.subject() instanceof Subject.OfDatabase)
          && Grant.matches(pattern, demand.branch());
    }

    @Override
    public String toString() {
      return "BRANCH '" + pattern + "'";
    }
  }
}

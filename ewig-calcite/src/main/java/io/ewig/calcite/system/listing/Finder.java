package io.ewig.calcite.system.listing;

/** Finds the objects of a listing; any thread. */
@FunctionalInterface
public interface Finder<T> {

  /** All that are sought, each once; others may be among them. */
  Items<T> find(Reading reading);
}

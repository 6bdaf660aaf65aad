package io.ewig.calcite.statement;

/** How a statement is run, as long as names mean the same. */
public interface Plan {

  Frame frame();
}

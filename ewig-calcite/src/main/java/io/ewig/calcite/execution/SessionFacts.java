package io.ewig.calcite.execution;

/**
 * What a statement may ask about its session.
 *
 * @param user who is connected
 * @param catalog the name of the database
 * @param schema where unqualified names are looked up
 * @param branch that is worked on
 */
public record SessionFacts(String user, String catalog, String schema, String branch) {}

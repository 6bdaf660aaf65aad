package io.ewig.calcite.system.catalog;

import io.ewig.calcite.relation.TableFunction;
import io.ewig.calcite.system.listing.Listing;
import java.util.List;
import java.util.function.Supplier;

/**
 * What there is beside the definitions of users.
 *
 * @param catalog the name of the database
 * @param systemTables all of them, these ones too
 * @param functions that stand in FROM
 * @param views what they look like
 */
public record Surroundings(
    String catalog,
    Supplier<List<Listing<?>>> systemTables,
    List<TableFunction> functions,
    ViewShapes views) {}

package io.ewig.sync.session;

import java.util.Optional;

/**
 * What came of commits that were to be taken in.
 *
 * @param taken how many events were new
 * @param known how many had been here
 * @param objection to the first that was neither
 */
public record Taken(long taken, long known, Optional<Objection> objection) {}

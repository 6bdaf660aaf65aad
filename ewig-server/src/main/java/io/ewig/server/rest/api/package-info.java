/**
 * A database over plain HTTP and JSON, for programs without a driver: start at {@link
 * io.ewig.server.rest.api.RestApi}.
 *
 * <p>Under {@code /v1}, and described by {@code /v1/openapi.json}, which a test holds against what
 * is here. {@code event} writes and reads events and states of worlds, {@code feed} follows what is
 * recorded, {@code query} speaks SQL, {@code database} makes and drops whole databases and has the
 * paths of the seed documents; {@code answer} is what they have in common. What is done is done in
 * sessions like those of the driver, so the same limits and rights hold.
 */
@NullMarked
package io.ewig.server.rest.api;

import org.jspecify.annotations.NullMarked;

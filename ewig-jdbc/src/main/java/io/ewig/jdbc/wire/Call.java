package io.ewig.jdbc.wire;

import java.util.List;

/**
 * A request with whose it is.
 *
 * @param session "" for none
 * @param dropped numbers of statements and results that are not needed any more
 */
public record Call(String session, List<Long> dropped, Request request) {}

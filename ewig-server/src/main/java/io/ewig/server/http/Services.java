package io.ewig.server.http;

/**
 * What a server does with requests.
 *
 * @param doorkeeper asked first
 * @param calls for {@code POST /}
 * @param paths for all else
 * @param traffic told of what was answered
 */
public record Services(Doorkeeper doorkeeper, Calls calls, Paths paths, Traffic traffic) {}

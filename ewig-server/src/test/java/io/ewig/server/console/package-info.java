/** The console at a terminal that is none. */
package io.ewig.server.console;

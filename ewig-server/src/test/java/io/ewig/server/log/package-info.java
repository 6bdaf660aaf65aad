/** Lines of the log, and the files that they go to. */
package io.ewig.server.log;

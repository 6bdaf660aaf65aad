/** A server with users, as its clients and those who would like to be meet it. */
@org.jspecify.annotations.NullMarked
package io.ewig.server.secure;

/** HTTP as anybody may speak it: slowly, at length, or not at all. */
package io.ewig.server.http;

/**
 * The thin jar, as its users meet it: alone on the class path of a JVM of its own, with a server
 * somewhere else.
 *
 * <p>These tests see the jar as a file, and run after it was made.
 */
package io.ewig.client;

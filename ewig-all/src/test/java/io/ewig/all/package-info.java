/**
 * The single jar, as its users meet it: alone on the class path of a JVM of its own, without flags.
 *
 * <p>These tests see the jar as a file, and run after it was made.
 */
package io.ewig.all;

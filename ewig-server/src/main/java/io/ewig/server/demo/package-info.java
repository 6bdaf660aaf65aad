/**
 * The tour that {@code ewig demo} gives: statements, what they answer, and how long they took.
 *
 * <p>{@link io.ewig.server.demo.Tour} has the steps; each is checked against what it has to show,
 * so that the demo is a test of the database that it runs on. One thread.
 */
@NullMarked
package io.ewig.server.demo;

import org.jspecify.annotations.NullMarked;

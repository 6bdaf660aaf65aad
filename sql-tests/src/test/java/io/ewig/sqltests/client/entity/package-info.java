/**
 * What the tests of Hibernate keep: a bed with plants, and visits to the garden. Each has another
 * kind of key: an identity column, a UUID of its own, a sequence.
 */
@NullMarked
package io.ewig.sqltests.client.entity;

import org.jspecify.annotations.NullMarked;

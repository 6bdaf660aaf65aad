/**
 * Users, tokens, roles and grants: who may do what.
 *
 * <p>Names of rights are kept as identifiers in lower case, as they are written: which of them
 * there are is not a matter of grammar. What a right is about, and how far it reaches, is said in
 * SQL's own room for that; a pattern of worlds or branches is an identifier in quotes. A password
 * may be a parameter, and should be.
 */
@NullMarked
package io.ewig.parser.access;

import org.jspecify.annotations.NullMarked;

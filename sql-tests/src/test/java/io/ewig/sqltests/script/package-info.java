/**
 * SQL scripts with their answers.
 *
 * <p>A script shows one feature, and begins with a sentence that says which. Running it writes the
 * script again with the answers that came; a script is right if the two texts are the same. Each
 * run has databases of its own in memory, so a script can be run twice and beside others.
 */
@NullMarked
package io.ewig.sqltests.script;

import org.jspecify.annotations.NullMarked;

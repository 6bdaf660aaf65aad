/**
 * Random questions to Ewig and to another database, in the dialect that both speak.
 *
 * <p>What H2 answers is not always right; but where the two differ, somebody has to look. What is
 * known to differ for a reason, such as the order of nulls, is said explicitly in the questions.
 */
@NullMarked
package io.ewig.sqltests.differential;

import org.jspecify.annotations.NullMarked;

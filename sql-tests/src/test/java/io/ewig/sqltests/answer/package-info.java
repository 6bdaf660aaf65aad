/** What a query gives, as lines that can be held against each other. */
@NullMarked
package io.ewig.sqltests.answer;

import org.jspecify.annotations.NullMarked;

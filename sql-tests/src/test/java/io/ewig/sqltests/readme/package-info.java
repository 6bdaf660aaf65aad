/** The README, and what it links to in Java, tell the truth. */
package io.ewig.sqltests.readme;

/** The README tells the truth about SQL. */
package io.ewig.sqltests.readme;

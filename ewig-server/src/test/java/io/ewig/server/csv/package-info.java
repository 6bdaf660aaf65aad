/** CSV as anybody may write it. */
package io.ewig.server.csv;

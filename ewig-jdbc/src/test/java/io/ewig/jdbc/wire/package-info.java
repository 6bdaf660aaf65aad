/** The words of the wire: what was written is read, and what nobody wrote is refused. */
package io.ewig.jdbc.wire;

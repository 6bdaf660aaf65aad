/**
 * What arrives by POST: {@link io.ewig.server.avatica.Protocol} tells Ewig's own words from those
 * of Avatica, in JSON or protobuf, and {@link io.ewig.server.avatica.AvaticaService} answers the
 * latter.
 *
 * <p>Avatica enters here and nowhere else. Its own server is left out, for it names classes in
 * connection properties, sends stack traces, and goes through JDBC twice, which changes values; its
 * messages and their two codings are used, nothing more. Names on the wire choose among the
 * messages that Avatica has; they are not names of classes.
 */
@NullMarked
package io.ewig.server.avatica;

import org.jspecify.annotations.NullMarked;

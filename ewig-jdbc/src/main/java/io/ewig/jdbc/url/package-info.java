/**
 * What a connection is asked for: the grammar of {@code jdbc:ewig:} and every key there is.
 *
 * <pre>
 * jdbc:ewig:mem:[NAME]                    in memory; named: shared within the JVM
 * jdbc:ewig:[file:]FOLDER                 embedded
 * jdbc:ewig://HOST[:PORT][/DATABASE]      remote
 *     ?key=value&amp;key=value...             see {@link io.ewig.jdbc.url.Property}
 * </pre>
 *
 * <p>Names and values are percent-decoded as UTF-8; a plus sign is a plus sign. The same key twice,
 * be it in the URL and the {@code Properties}, and a key that nobody knows are errors: a misspelt
 * {@code readonly} must not give a connection that writes. Nothing here opens or looks at a file.
 */
@NullMarked
package io.ewig.jdbc.url;

import org.jspecify.annotations.NullMarked;

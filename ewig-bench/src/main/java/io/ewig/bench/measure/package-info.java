/**
 * How a number is come by: rounds, clocks, disk use, and the row that it ends up in.
 *
 * <p>Contestants take turns ({@link io.ewig.bench.measure.Turns}), so that whatever else the
 * machine does hits all of them alike; what is compared is the median of the ratios within each
 * round. Knows nothing of databases. One thread, except where a class says otherwise.
 */
@NullMarked
package io.ewig.bench.measure;

import org.jspecify.annotations.NullMarked;

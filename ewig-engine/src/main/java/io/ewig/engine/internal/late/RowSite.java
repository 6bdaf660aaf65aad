package io.ewig.engine.internal.late;

import io.ewig.engine.branch.Line;
import io.ewig.engine.internal.converge.Acquaintance;
import io.ewig.engine.internal.converge.TableFold.Definition;
import io.ewig.engine.internal.space.Sink;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.table.TableCodec;
import java.util.List;

/**
 * Where rows are written that others may have written as well.
 *
 * @param before what the line holds; sees what goes into the sink at once
 * @param parted all definitions of the table if some were made by who had not seen each other, else
 *     none
 */
public record RowSite(
    Line line,
    TableCodec table,
    Source before,
    Sink sink,
    Acquaintance who,
    List<Definition> parted) {

  /** The same with another definition of the table. */
  RowSite by(TableCodec other) {
    return new RowSite(line, other, before, sink, who, parted);
  }
}

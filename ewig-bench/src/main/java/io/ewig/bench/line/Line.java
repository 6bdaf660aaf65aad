package io.ewig.bench.line;

import io.ewig.bench.measure.Row;
import java.util.List;

/** One thing that is measured. */
public interface Line {

  /** What a filter on the command line is compared with. */
  String name();

  List<Row> run(Workbench bench) throws Exception;
}

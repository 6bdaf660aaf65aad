package io.ewig.server.word;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.Compiled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement, and what the client knows of its rows. */
final class Statement implements AutoCloseable {

  private final Compiled compiled;
  private List<ColumnInfo> told;

  Statement(Compiled compiled) {
    this.compiled = compiled;
    this.told = compiled.columns();
  }

  Compiled compiled() {
    return compiled;
  }

  /** The columns, if the client does not know them yet. */
  @Nullable List<ColumnInfo> untold(List<ColumnInfo> columns) {
    return columns.equals(told) ? null : columns;
  }

  /** The client knows them now. */
  void tell(List<ColumnInfo> columns) {
    told = columns;
  }

  @Override
  public void close() {
    compiled.close();
  }
}

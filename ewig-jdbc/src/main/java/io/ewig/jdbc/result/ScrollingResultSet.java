package io.ewig.jdbc.result;

import io.ewig.jdbc.error.SqlState;
import io.ewig.jdbc.link.ResultRows;
import java.sql.SQLException;

/**
 * A result whose reader goes where it likes: TYPE_SCROLL_INSENSITIVE.
 *
 * <p>Rows are read when somebody goes there, and kept ({@link RowArchive}) for who comes back; so a
 * result is never read further than it has to be, and shows what was there when it was opened. The
 * end is found when somebody asks for it. Closed, it keeps nothing.
 */
public final class ScrollingResultSet extends EwigResultSet {

  private final ScrolledRows scrolled;
  private int direction = FETCH_FORWARD;

  public ScrollingResultSet(ResultRows rows, Reading reading) {
    this(new ScrolledRows(rows, reading.rowsMax(), RowArchive.MEMORY_BYTES_MAX), reading);
  }

  private ScrollingResultSet(ScrolledRows scrolled, Reading reading) {
    super(scrolled, reading);
    this.scrolled = scrolled;
  }

  @Override
  public boolean next() throws SQLException {
    requireOpen();
    return goTo(scrolled.at() + 1);
  }

  @Override
  public boolean previous() throws SQLException {
    requireOpen();
    return goTo(Math.max(0, scrolled.at() - 1));
  }

  @Override
  public boolean first() throws SQLException {
    requireOpen();
    return goTo(1);
  }

  @Override
  public boolean last() throws SQLException {
    requireOpen();
    return goTo(scrolled.count());
  }

  @Override
  public void beforeFirst() throws SQLException {
    requireOpen();
    goTo(0);
  }

  @Override
  public void afterLast() throws SQLException {
    requireOpen();
    goTo(scrolled.count() + 1);
  }

  /** Numbers below 0 count from the end. */
  @Override
  public boolean absolute(int row) throws SQLException {
    requireOpen();
    return goTo(row >= 0 ? row : Math.max(0, scrolled.count() + 1 + row));
  }

  @Override
  public boolean relative(int rows) throws SQLException {
    requireOpen();
    return goTo(Math.max(0, scrolled.at() + rows));
  }

  /** Beyond the last row is right behind it. */
  private boolean goTo(long row) throws SQLException {
    leave();
    boolean isThere = scrolled.goTo(row);
    arrive(isThere ? Place.ON_ROW : row == 0 ? Place.BEFORE_FIRST : Place.AFTER_LAST);
    return isThere;
  }

  @Override
  boolean scrolls() {
    return true;
  }

  @Override
  long position() {
    return scrolled.at();
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    requireOpen();
    return scrolled.at() == 0 && scrolled.has(1);
  }

  @Override
  public boolean isFirst() throws SQLException {
    requireOpen();
    return scrolled.at() == 1 && scrolled.has(1);
  }

  @Override
  public boolean isLast() throws SQLException {
    requireOpen();
    long at = scrolled.at();
    return at > 0 && scrolled.has(at) && !scrolled.has(at + 1);
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    requireOpen();
    return scrolled.at() > 1 && !scrolled.has(scrolled.at());
  }

  @Override
  public int getRow() throws SQLException {
    requireOpen();
    long at = scrolled.at();
    return at > 0 && scrolled.has(at) ? (int) Math.min(Integer.MAX_VALUE, at) : 0;
  }

  @Override
  public int getType() throws SQLException {
    requireOpen();
    return TYPE_SCROLL_INSENSITIVE;
  }

  @Override
  public int getFetchDirection() throws SQLException {
    requireOpen();
    return direction;
  }

  /** A hint, of which nothing is made. */
  @Override
  public void setFetchDirection(int to) throws SQLException {
    requireOpen();
    if (to < FETCH_FORWARD || to > FETCH_UNKNOWN) {
      throw SqlState.INVALID_ARGUMENT.error(to + " is no fetch direction");
    }
    direction = to;
  }

  /** However many there are: what memory has no room for lies in a file. */
  @Override
  public void keep(int rowsMax) throws SQLException {
    if (!isClosed()) {
      scrolled.count();
    }
  }

  @Override
  public void close() throws SQLException {
    if (!isClosed()) {
      try {
        super.close();
      } finally {
        scrolled.forget();
      }
    }
  }
}

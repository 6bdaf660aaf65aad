package io.ewig.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.internal.journal.Child;
import io.ewig.engine.internal.journal.FastFolder;
import io.ewig.engine.log.Durability;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.RowCursor;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in memory until it is written fits into the heap that there is. */
class SmallHeapTest {

  @TempDir(factory = FastFolder.class)
  Path folder;

  /** Writes more than its heap has room for, and reads it all. */
  static final class Writer {

    private static final int ROWS = 150;
    private static final int ROW_BYTES = 900_000;

    private Writer() {}

    public static void main(String[] arguments) {
      Table pictures =
          new TableBuilder(new UUID(4, 1), "public", "pictures")
              .notNull("nr", Type.INTEGER)
              .column("content", Type.VARBINARY)
              .primaryKey("nr")
              .build();
      Config config = Config.defaults().withDurability(Durability.NONE).withLog(LogKind.PLAIN);
      try (Ewig db = Ewig.open(Path.of(arguments[0]), config)) {
        try (Transaction tx = db.begin("main")) {
          tx.create(pictures);
          tx.commit();
        }
        for (int i = 0; i < ROWS; i++) {
          try (Transaction tx = db.begin("main")) {
            tx.insert(pictures, Row.of(i, Bytes.of(new byte[ROW_BYTES])), null);
            tx.commit();
          }
        }
        System.out.println("read " + bytes(db, pictures));
      } catch (OutOfMemoryError full) {
        System.out.println(full);
      }
      System.exit(0);
    }

    private static long bytes(Ewig db, Table pictures) {
      long all = 0;
      RowCursor rows = db.view().scan(pictures);
      while (rows.next()) {
        all += ((Bytes) rows.row().get(1)).length();
      }
      return all;
    }
  }

  @Test
  void rowsOfFarMoreBytesThanTheHeapHasAreWrittenAndRead() throws IOException {
    try (Child child = new Child(64, Writer.class, folder)) {
      assertThat(child.hear()).isEqualTo("read " + (long) Writer.ROWS * Writer.ROW_BYTES);
    }
  }
}

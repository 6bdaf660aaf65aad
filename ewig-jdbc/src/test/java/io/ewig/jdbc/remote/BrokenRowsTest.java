package io.ewig.jdbc.remote;

import static io.ewig.jdbc.Fakes.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.jdbc.link.ColumnInfo;
import io.ewig.jdbc.link.ValueType;
import io.ewig.jdbc.packed.Packed;
import io.ewig.jdbc.packed.ValueWriter;
import io.ewig.jdbc.packed.WireInput;
import io.ewig.jdbc.packed.WireOutput;
import io.ewig.jdbc.remote.ScriptedServer.Said;
import io.ewig.jdbc.wire.Call;
import io.ewig.jdbc.wire.Request;
import io.ewig.jdbc.wire.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Behind a row that cannot be read, no other is taken for the next one. */
class BrokenRowsTest {

  private static final List<ColumnInfo> COLUMNS =
      List.of(
          new ColumnInfo(
              "n",
              "n",
              "",
              "",
              new ValueType(Types.INTEGER, "INTEGER", 0, 0, null),
              ColumnInfo.Nullability.NO,
              false));

  /** The second of three is none. */
  private static Packed rows() throws Exception {
    WireOutput values = new WireOutput();
    ValueWriter.value(1, values);
    values.raw(127); // no kind of value
    ValueWriter.value(3, values);
    WireOutput message = new WireOutput();
    message.field(1, values);
    WireInput in = new WireInput(message.toBytes());
    assertThat(in.tag()).isEqualTo(1);
    return in.asPacked();
  }

  private static Said answer(Call call, Packed rows, ScriptedServer server) {
    if (call.request() instanceof Request.Prepare) {
      return Said.of(new Response.Prepared(1, true, COLUMNS, List.of()));
    }
    return call.request() instanceof Request.Execute
        ? Said.of(new Response.Rows(COLUMNS, 3, rows, 9, null))
        : server.usual(call);
  }

  @Test
  void theRestIsLostAndSaysSo() throws Exception {
    try (ScriptedServer server = new ScriptedServer();
        Connection connection = DriverManager.getConnection(server.url());
        Statement statement = connection.createStatement()) {
      Packed packed = rows();
      server.says(call -> answer(call, packed, server));
      ResultSet rows = statement.executeQuery("select n from three");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
      fails("08P01", rows::next);
      fails("24000", rows::next);
      server.heard();
      rows.close();
      connection.setReadOnly(true);
      assertThat(server.heard()).first().matches(call -> call.dropped().contains(9L));
    }
  }
}

package io.ewig.server.avatica;

import io.ewig.jdbc.connection.OpenConnection;
import io.ewig.server.session.LostSessionException;
import io.ewig.server.session.ServerSession;
import io.ewig.server.session.Sessions;
import io.ewig.server.user.Principal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.ConnectionPropertiesImpl;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.remote.JsonService;
import org.apache.calcite.avatica.remote.Service;
import org.apache.calcite.avatica.remote.Service.CatalogsRequest;
import org.apache.calcite.avatica.remote.Service.CloseConnectionRequest;
import org.apache.calcite.avatica.remote.Service.CloseConnectionResponse;
import org.apache.calcite.avatica.remote.Service.CloseStatementRequest;
import org.apache.calcite.avatica.remote.Service.CloseStatementResponse;
import org.apache.calcite.avatica.remote.Service.ColumnsRequest;
import org.apache.calcite.avatica.remote.Service.CommitRequest;
import org.apache.calcite.avatica.remote.Service.ConnectionSyncRequest;
import org.apache.calcite.avatica.remote.Service.ConnectionSyncResponse;
import org.apache.calcite.avatica.remote.Service.CreateStatementRequest;
import org.apache.calcite.avatica.remote.Service.CreateStatementResponse;
import org.apache.calcite.avatica.remote.Service.DatabasePropertyRequest;
import org.apache.calcite.avatica.remote.Service.DatabasePropertyResponse;
import org.apache.calcite.avatica.remote.Service.ExecuteBatchRequest;
import org.apache.calcite.avatica.remote.Service.ExecuteBatchResponse;
import org.apache.calcite.avatica.remote.Service.ExecuteRequest;
import org.apache.calcite.avatica.remote.Service.ExecuteResponse;
import org.apache.calcite.avatica.remote.Service.FetchRequest;
import org.apache.calcite.avatica.remote.Service.FetchResponse;
import org.apache.calcite.avatica.remote.Service.OpenConnectionRequest;
import org.apache.calcite.avatica.remote.Service.OpenConnectionResponse;
import org.apache.calcite.avatica.remote.Service.PrepareAndExecuteBatchRequest;
import org.apache.calcite.avatica.remote.Service.PrepareAndExecuteRequest;
import org.apache.calcite.avatica.remote.Service.PrepareRequest;
import org.apache.calcite.avatica.remote.Service.PrepareResponse;
import org.apache.calcite.avatica.remote.Service.ResultSetResponse;
import org.apache.calcite.avatica.remote.Service.RollbackRequest;
import org.apache.calcite.avatica.remote.Service.RpcMetadataResponse;
import org.apache.calcite.avatica.remote.Service.SchemasRequest;
import org.apache.calcite.avatica.remote.Service.SyncResultsRequest;
import org.apache.calcite.avatica.remote.Service.SyncResultsResponse;
import org.apache.calcite.avatica.remote.Service.TableTypesRequest;
import org.apache.calcite.avatica.remote.Service.TablesRequest;
import org.apache.calcite.avatica.remote.Service.TypeInfoRequest;
import org.apache.calcite.avatica.remote.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Does what one principal asks for in Avatica's words; any thread.
 *
 * <p>Design note: Avatica's own {@code LocalService} over a {@code Meta} would say the same in
 * twice as many methods, most of them for calls that never come over a wire, and without a way to
 * say how they failed.
 */
final class AvaticaService {

  /** Clients make ids of their own; a short one could be guessed. */
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{32,64}");

  private static final int NO_COUNT = -1;

  /** Clients show it in errors, and fail if it is empty; where the server is they know. */
  static final RpcMetadataResponse SERVER = new RpcMetadataResponse("ewig");

  /** Their constructors are Avatica's own; as documents anybody can have them. */
  private static final Service.Response COMMITTED = ofDocument("commit");

  private static final Service.Response ROLLED_BACK = ofDocument("rollback");

  private static final Map<Class<?>, Deed<Service.Request>> DEEDS = new HashMap<>();

  static {
    on(OpenConnectionRequest.class, AvaticaService::openConnection);
    on(CloseConnectionRequest.class, AvaticaService::closeConnection);
    on(ConnectionSyncRequest.class, AvaticaService::syncConnection);
    on(CommitRequest.class, AvaticaService::commit);
    on(RollbackRequest.class, AvaticaService::rollback);
    on(CreateStatementRequest.class, AvaticaService::createStatement);
    on(CloseStatementRequest.class, AvaticaService::closeStatement);
    on(PrepareRequest.class, AvaticaService::prepare);
    on(PrepareAndExecuteRequest.class, AvaticaService::prepareAndExecute);
    on(ExecuteRequest.class, AvaticaService::execute);
    on(FetchRequest.class, AvaticaService::fetch);
    on(SyncResultsRequest.class, AvaticaService::syncResults);
    on(PrepareAndExecuteBatchRequest.class, AvaticaService::prepareAndExecuteBatch);
    on(ExecuteBatchRequest.class, AvaticaService::executeBatch);
    on(CatalogsRequest.class, AvaticaService::catalogs);
    on(SchemasRequest.class, AvaticaService::schemas);
    on(TablesRequest.class, AvaticaService::tables);
    on(TableTypesRequest.class, AvaticaService::tableTypes);
    on(TypeInfoRequest.class, AvaticaService::typeInfo);
    on(ColumnsRequest.class, AvaticaService::columns);
    on(DatabasePropertyRequest.class, AvaticaService::databaseProperties);
  }

  private final Sessions sessions;
  private final Principal principal;

  AvaticaService(Sessions sessions, Principal principal) {
    this.sessions = sessions;
    this.principal = principal;
  }

  private static Service.Response ofDocument(String name) {
    try {
      return JsonService.MAPPER.readValue(
          "{\"response\":\"" + name + "\"}", Service.Response.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a request comes to. */
  private interface Deed<R extends Service.Request> {
    Service.Response answer(AvaticaService service, R request)
        throws SQLException, LostSessionException;
  }

  private static <R extends Service.Request> void on(Class<R> type, Deed<R> deed) {
    DEEDS.put(type, (service, request) -> deed.answer(service, type.cast(request)));
  }

  Service.Response answer(Service.Request request) throws SQLException, LostSessionException {
    Deed<Service.Request> deed = DEEDS.get(request.getClass());
    if (deed == null) {
      throw new SQLFeatureNotSupportedException(
          "there is no answer to " + request.getClass().getSimpleName(), "HYC00", 1200);
    }
    return deed.answer(this, request);
  }

  /** What is done in a session. */
  private interface Work<T> {
    T run(ServerSession session) throws SQLException;
  }

  private <T> T work(@Nullable String connection, Work<T> work)
      throws SQLException, LostSessionException {
    ServerSession session = sessions.find(principal, connection);
    return session.workFor(principal, () -> work.run(session));
  }

  private static AvaticaStatement statement(ServerSession session, int id) throws SQLException {
    return session.held(id, AvaticaStatement.class);
  }

  // ---- connections

  private Service.Response openConnection(OpenConnectionRequest request) throws SQLException {
    String id = Objects.requireNonNullElse(request.connectionId, "");
    if (!ID.matcher(id).matches()) {
      throw new SQLNonTransientConnectionException(
          "a connection's id has 32 to 64 letters and digits, so that nobody guesses it",
          "08001",
          1212);
    }
    ConnectionInfo info = info(principal, request);
    sessions.open(principal, id, info.database(), info.properties());
    return new OpenConnectionResponse(SERVER);
  }

  private ConnectionInfo info(Principal principal, OpenConnectionRequest request)
      throws SQLException {
    try {
      return ConnectionInfo.of(Objects.requireNonNullElse(request.info, Map.of()));
    } catch (SQLException e) {
      sessions.noteRefusal(principal, e);
      throw e;
    }
  }

  private Service.Response closeConnection(CloseConnectionRequest request)
      throws LostSessionException {
    sessions.end(sessions.find(principal, request.connectionId));
    return new CloseConnectionResponse(SERVER);
  }

  private Service.Response syncConnection(ConnectionSyncRequest request)
      throws SQLException, LostSessionException {
    return work(
        request.connectionId,
        session -> {
          OpenConnection connection = session.connection();
          if (request.connProps != null) {
            set(connection, request.connProps);
          }
          return new ConnectionSyncResponse(new ConnectionPropertiesImpl(connection), SERVER);
        });
  }

  private static void set(OpenConnection connection, Meta.ConnectionProperties wanted)
      throws SQLException {
    if (wanted.getCatalog() != null) {
      connection.setCatalog(wanted.getCatalog());
    }
    if (wanted.getSchema() != null) {
      connection.setSchema(wanted.getSchema());
    }
    if (wanted.getTransactionIsolation() != null) {
      connection.setTransactionIsolation(wanted.getTransactionIsolation());
    }
    if (wanted.isReadOnly() != null) {
      connection.setReadOnly(wanted.isReadOnly());
    }
    if (wanted.isAutoCommit() != null) {
      connection.setAutoCommit(wanted.isAutoCommit());
    }
  }

  private Service.Response commit(CommitRequest request) throws SQLException, LostSessionException {
    return work(
        request.connectionId,
        session -> {
          session.connection().commit();
          return COMMITTED;
        });
  }

  private Service.Response rollback(RollbackRequest request)
      throws SQLException, LostSessionException {
    return work(
        request.connectionId,
        session -> {
          session.connection().rollback();
          return ROLLED_BACK;
        });
  }

  // ---- statements

  private Service.Response createStatement(CreateStatementRequest request)
      throws SQLException, LostSessionException {
    return work(
        request.connectionId,
        session ->
            new CreateStatementResponse(
                session.id(), (int) session.hold(new AvaticaStatement(session)), SERVER));
  }

  private Service.Response closeStatement(CloseStatementRequest request)
      throws SQLException, LostSessionException {
    return work(
        request.connectionId,
        session -> {
          session.drop(request.statementId);
          return new CloseStatementResponse(SERVER);
        });
  }

  private Service.Response prepare(PrepareRequest request)
      throws SQLException, LostSessionException {
    return work(
        request.connectionId,
        session -> {
          AvaticaStatement statement = new AvaticaStatement(session);
          Meta.Signature signature =
              Signatures.of(
                  statement.prepare(Objects.requireNonNullElse(request.sql, "")),
                  session.connection().catalog());
          int id = (int) session.hold(statement);
          return new PrepareResponse(new Meta.StatementHandle(session.id(), id, signature), SERVER);
        });
  }

  private Service.Response prepareAndExecute(PrepareAndExecuteRequest request)
      throws SQLException, LostSessionException {
    return work(
        request.connectionId,
        session -> {
          AvaticaStatement statement = statement(session, request.statementId);
          statement.prepare(Objects.requireNonNullElse(request.sql, ""));
          return execute(
              session,
              request.statementId,
              List.of(),
              request.maxRowCount,
              request.maxRowsInFirstFrame);
        });
  }

  private Service.Response execute(ExecuteRequest request)
      throws SQLException, LostSessionException {
    Meta.StatementHandle handle = request.statementHandle;
    return work(
        handle == null ? null : handle.connectionId,
        session -> execute(session, handle.id, request.parameterValues, 0, request.maxRowCount));
  }

  private ExecuteResponse execute(
      ServerSession session,
      int id,
      @Nullable List<TypedValue> parameters,
      long rowsMax,
      int frameRows)
      throws SQLException {
    AvaticaStatement statement = statement(session, id);
    long count = statement.execute(parameters, rowsMax);
    ResultSetResponse result =
        count == NO_COUNT
            ? new ResultSetResponse(
                session.id(),
                id,
                false,
                Signatures.of(
                    statement.columns(),
                    statement.prepared().sql(),
                    session.connection().catalog()),
                statement.frame(frameRows),
                NO_COUNT,
                SERVER)
            : new ResultSetResponse(session.id(), id, false, null, null, count, SERVER);
    return new ExecuteResponse(List.of(result), false, SERVER);
  }

  private Service.Response fetch(FetchRequest request) throws SQLException, LostSessionException {
    return work(
        request.connectionId,
        session -> {
          AvaticaStatement statement = statement(session, request.statementId);
          return statement.isAt(request.offset)
              ? new FetchResponse(statement.frame(request.fetchMaxRowCount), false, false, SERVER)
              : new FetchResponse(null, false, true, SERVER);
        });
  }

  /** Rows that are gone are not made anew: between then and now others may have changed them. */
  private Service.Response syncResults(SyncResultsRequest request) {
    return new SyncResultsResponse(false, true, SERVER);
  }

  private Service.Response prepareAndExecuteBatch(PrepareAndExecuteBatchRequest request)
      throws SQLException, LostSessionException {
    return work(
        request.connectionId,
        session -> {
          List<String> texts = Objects.requireNonNullElse(request.sqlCommands, List.of());
          long[] counts = new long[texts.size()];
          for (int i = 0; i < counts.length; i++) {
            AvaticaStatement statement = statement(session, request.statementId);
            statement.prepare(texts.get(i));
            counts[i] = statement.execute(List.of(), 0);
          }
          return new ExecuteBatchResponse(session.id(), request.statementId, counts, false, SERVER);
        });
  }

  private Service.Response executeBatch(ExecuteBatchRequest request)
      throws SQLException, LostSessionException {
    return work(
        request.connectionId,
        session -> {
          long[] counts = statement(session, request.statementId).executeBatch(rows(request));
          return new ExecuteBatchResponse(session.id(), request.statementId, counts, false, SERVER);
        });
  }

  /** In protobuf they stay as they came. */
  private static List<List<TypedValue>> rows(ExecuteBatchRequest request) {
    if (!request.hasProtoUpdateBatches()) {
      return request.parameterValues == null ? List.of() : request.parameterValues;
    }
    return request.getProtoUpdateBatches().stream()
        .map(batch -> batch.getParameterValuesList().stream().map(TypedValue::fromProto).toList())
        .toList();
  }

  // ---- what there is

  private Service.Response list(@Nullable String connection, Listing.Question question)
      throws SQLException, LostSessionException {
    return work(connection, session -> Listing.of(session, question));
  }

  private Service.Response catalogs(CatalogsRequest request)
      throws SQLException, LostSessionException {
    return list(request.connectionId, about -> about.getCatalogs());
  }

  private Service.Response schemas(SchemasRequest request)
      throws SQLException, LostSessionException {
    return list(
        request.connectionId, about -> about.getSchemas(request.catalog, request.schemaPattern));
  }

  private Service.Response tables(TablesRequest request) throws SQLException, LostSessionException {
    return list(
        request.connectionId,
        about ->
            about.getTables(
                request.catalog,
                request.schemaPattern,
                request.tableNamePattern,
                Listing.types(request.typeList)));
  }

  private Service.Response tableTypes(TableTypesRequest request)
      throws SQLException, LostSessionException {
    return list(request.connectionId, about -> about.getTableTypes());
  }

  private Service.Response typeInfo(TypeInfoRequest request)
      throws SQLException, LostSessionException {
    return list(request.connectionId, about -> about.getTypeInfo());
  }

  private Service.Response columns(ColumnsRequest request)
      throws SQLException, LostSessionException {
    return list(
        request.connectionId,
        about ->
            about.getColumns(
                request.catalog,
                request.schemaPattern,
                request.tableNamePattern,
                request.columnNamePattern));
  }

  private Service.Response databaseProperties(DatabasePropertyRequest request)
      throws SQLException, LostSessionException {
    return work(
        request.connectionId,
        session ->
            new DatabasePropertyResponse(
                Listing.properties(session.connection().getMetaData()), SERVER));
  }
}

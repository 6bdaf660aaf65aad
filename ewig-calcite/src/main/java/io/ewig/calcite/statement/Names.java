package io.ewig.calcite.statement;

import io.ewig.calcite.access.Rights;
import io.ewig.calcite.access.Subject;
import io.ewig.calcite.execution.Moment;
import io.ewig.calcite.execution.SearchPath;
import io.ewig.calcite.moment.Definitions;
import io.ewig.calcite.moment.MomentPlan;
import io.ewig.calcite.moment.MomentText;
import io.ewig.calcite.moment.QualifiedName;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.TableFunction;
import io.ewig.calcite.scan.TableRelation;
import io.ewig.calcite.session.Session;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.View;
import io.ewig.parser.SqlText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * What the names in a statement mean at its moments, and what of it whoever runs it has to be
 * allowed to read. One thread.
 */
public final class Names implements Definitions {

  private final Understanding statement;
  private final Frontend frontend;
  private final Session session;
  private final List<MomentText> texts = new ArrayList<>();
  private final List<MomentPlan> plans = new ArrayList<>();
  private final List<Moment> moments = new ArrayList<>();
  private final List<Catalog> catalogs = new ArrayList<>();
  private final Map<SqlParserPos, QualifiedName> meanings = new HashMap<>();
  private final Set<QualifiedName> reads = new HashSet<>();
  private final Set<QualifiedName> inViews = new LinkedHashSet<>();
  private final Set<QualifiedName> draws = new HashSet<>();
  private final Set<Frame.Read> allowed = new LinkedHashSet<>();
  private final List<Frame.Elsewhere> elsewhere = new ArrayList<>();

  Names(Understanding statement, Frontend frontend, Session session) {
    this.statement = statement;
    this.frontend = frontend;
    this.session = session;
  }

  /** What names without a schema mean that stand in the statement itself, by their places. */
  public Map<SqlParserPos, QualifiedName> meanings() {
    return Map.copyOf(meanings);
  }

  /** The tables and views that it reads as they are where the session looks. */
  public Set<QualifiedName> reads() {
    return Set.copyOf(reads);
  }

  /** The tables and views that queries of views read which stand in the statement itself. */
  Set<QualifiedName> readsInViews() {
    return Collections.unmodifiableSet(inViews);
  }

  /** The sequences that it names, as they are where the session looks. */
  public Set<QualifiedName> draws() {
    return Set.copyOf(draws);
  }

  /** The moments that the statement is about, the first of which is where the session looks. */
  List<Moment> moments() {
    return List.copyOf(moments);
  }

  /** What all that was found holds for. */
  Frame frame(SearchPath path, List<RelDataType> parameters) {
    return new Frame(
        path,
        List.copyOf(plans),
        List.copyOf(catalogs),
        List.copyOf(elsewhere),
        parameters,
        List.copyOf(allowed));
  }

  /** A table where the session looks, if there is one, to change it. */
  Optional<Table> toChange(QualifiedName name) {
    Optional<Table> table = catalogs.get(0).find(name.schema(), name.name());
    if (table.isPresent()) {
      require(new Frame.Read(0, new Subject.OfTable(name.schema(), name.name()), true));
    }
    return table;
  }

  @Override
  public int moment(MomentText text) {
    for (int i = 0; i < texts.size(); i++) {
      if (texts.get(i).saysTheSameAs(text)) {
        return i;
      }
    }
    MomentPlan plan = MomentPlan.of(text, statement::valueOf);
    Moment moment = statement.resolve(plan);
    texts.add(text);
    plans.add(plan);
    moments.add(moment);
    catalogs.add(moment.view().catalog());
    return texts.size() - 1;
  }

  @Override
  public boolean has(int moment, QualifiedName name) {
    Catalog catalog = catalogs.get(moment);
    return catalog.find(name.schema(), name.name()).isPresent()
        || catalog.findView(name.schema(), name.name()).isPresent()
        || catalogs.get(0).findView(name.schema(), name.name()).isPresent()
        || frontend.systemRelation(name.schema(), name.name()).isPresent();
  }

  @Override
  public void note(SqlIdentifier name, QualifiedName meaning) {
    meanings.put(name.getParserPosition(), meaning);
  }

  @Override
  public void noteInView(QualifiedName read) {
    inViews.add(read);
  }

  @Override
  public Optional<Relation> relation(int moment, String schemaName, String name) {
    note(moment, schemaName, name);
    Optional<Table> table = moments.get(moment).view().catalog().find(schemaName, name);
    if (table.isEmpty()) {
      return frontend.systemRelation(schemaName, name);
    }
    require(new Frame.Read(moment, new Subject.OfTable(schemaName, name), false));
    return Optional.of(
        new TableRelation(table.get(), moments.get(moment).view().estimates().rows(table.get())));
  }

  private void require(Frame.Read read) {
    Rights rights = session.rights();
    if (!rights.isUnlimited()) {
      read.require(rights, moments.get(read.moment()));
    }
    allowed.add(read);
  }

  private void note(int moment, String schemaName, String name) {
    if (moment == 0) {
      reads.add(new QualifiedName(schemaName, name));
    }
  }

  /** A view that came later shows what it would have shown. */
  @Override
  public Optional<ViewText> view(int moment, String schemaName, String name) {
    note(moment, schemaName, name);
    boolean isTable = catalogs.get(moment).find(schemaName, name).isPresent();
    return catalogs
        .get(moment)
        .findView(schemaName, name)
        .or(() -> isTable ? Optional.empty() : catalogs.get(0).findView(schemaName, name))
        .map(view -> new ViewText(view.schema(), view.columns(), SqlText.parse(view.sql()).tree()));
  }

  @Override
  public Optional<Call> call(int moment, String function, List<SqlNode> arguments) {
    return frontend
        .function(function)
        .map(found -> FunctionCall.of(found, arguments, moments.get(moment), statement))
        .map(
            call -> {
              if (call instanceof ValueCall of && of.relation().subject() != null) {
                require(new Frame.Read(moment, of.relation().subject(), true));
              }
              noteElsewhere(moment, call.elsewhere());
              return call;
            });
  }

  private void noteElsewhere(int moment, Function<View, List<Catalog>> definitions) {
    List<Catalog> found = definitions.apply(moments.get(moment).view());
    if (!found.isEmpty()) {
      elsewhere.add(new Frame.Elsewhere(moment, definitions, found));
    }
  }

  @Override
  public boolean givesRows(String function) {
    return frontend.function(function).filter(TableFunction::isOfOneColumn).isPresent();
  }

  @Override
  public String catalog() {
    return frontend.catalogName();
  }

  @Override
  public boolean hasSchema(int moment, String name) {
    return frontend.hasSystemSchema(name)
        || catalogs.get(moment).schemas().stream().anyMatch(s -> s.name().equals(name));
  }

  @Override
  public boolean hasSequence(int moment, String schemaName, String name) {
    if (moment == 0) {
      draws.add(new QualifiedName(schemaName, name));
    }
    return catalogs.get(moment).findSequence(schemaName, name).isPresent();
  }
}

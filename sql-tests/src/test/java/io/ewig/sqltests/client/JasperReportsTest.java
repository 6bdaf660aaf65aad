package io.ewig.sqltests.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRField;
import net.sf.jasperreports.engine.JRPrintText;
import net.sf.jasperreports.engine.JasperCompileManager;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.design.JRDesignBand;
import net.sf.jasperreports.engine.design.JRDesignExpression;
import net.sf.jasperreports.engine.design.JRDesignField;
import net.sf.jasperreports.engine.design.JRDesignParameter;
import net.sf.jasperreports.engine.design.JRDesignQuery;
import net.sf.jasperreports.engine.design.JRDesignSection;
import net.sf.jasperreports.engine.design.JRDesignTextField;
import net.sf.jasperreports.engine.design.JasperDesign;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LongTier
@Client(name = "JasperReports", type = JasperReport.class)
class JasperReportsTest {

  private static final int LINE = 20;

  private Garden garden;

  Place place() {
    return Place.HERE;
  }

  @BeforeEach
  void open() throws SQLException {
    garden = Garden.planted(place());
  }

  @AfterEach
  void close() throws Exception {
    garden.close();
  }

  @Test
  void aReportPrintsTheRowsOfAQuery() throws JRException, SQLException {
    assertThat(
            printed(
                "SELECT name, petals, planted FROM plants WHERE petals >= $P{least} ORDER BY name",
                Map.of("least", 5),
                Map.of("name", String.class, "petals", Integer.class)))
        .containsExactlyInAnyOrder("lily", "6", "rose", "5");
  }

  @Test
  void dateAndTimeFieldsKeepTheirValues() throws JRException, SQLException {
    garden.run(
        "CREATE TABLE times (d DATE, t TIMESTAMP(6), i TIMESTAMP(3) WITH LOCAL TIME ZONE)",
        """
        INSERT INTO times VALUES (DATE '1500-01-01', TIMESTAMP '2026-03-29 02:30:00.123456',
          TIMESTAMP '2026-03-29 02:30:00')
        """);
    assertThat(
            printed(
                "SELECT d, t FROM times",
                Map.of(),
                Map.of("d", LocalDate.class, "t", LocalDateTime.class)))
        .containsExactlyInAnyOrder("1500-01-01", "2026-03-29T02:30:00.123456");
  }

  @Test
  void numbersAndTruthsAreTheirOwnTypes() throws JRException, SQLException {
    garden.run(
        "CREATE TABLE kinds (b BOOLEAN, l BIGINT, d DECIMAL(10, 2), f DOUBLE)",
        "INSERT INTO kinds VALUES (TRUE, 5000000000, 12.50, 0.25)");
    assertThat(
            printed(
                "SELECT * FROM kinds",
                Map.of(),
                Map.of(
                    "b", Boolean.class,
                    "l", Long.class,
                    "d", java.math.BigDecimal.class,
                    "f", Double.class)))
        .containsExactlyInAnyOrder("true", "5000000000", "12.50", "0.25");
  }

  @Test
  void aConnectionOfThePastReportsThePast() throws JRException, SQLException {
    String spring = garden.now();
    garden.run("UPDATE plants SET petals = 50 WHERE name = 'rose'");
    var source = (io.ewig.jdbc.EwigDataSource) garden.source();
    source.setAsOf(spring);
    try (Connection connection = source.getConnection()) {
      JasperReport report =
          report(
              "SELECT petals FROM plants WHERE name = 'rose'",
              Map.of(),
              Map.of("petals", Integer.class));
      assertThat(texts(JasperFillManager.fillReport(report, new HashMap<>(), connection)))
          .containsExactly("5");
    }
  }

  private List<String> printed(
      String query, Map<String, Object> parameters, Map<String, Class<?>> fields)
      throws JRException, SQLException {
    JasperReport report = report(query, parameters, fields);
    try (Connection connection = garden.source().getConnection()) {
      return texts(JasperFillManager.fillReport(report, new HashMap<>(parameters), connection));
    }
  }

  private static List<String> texts(JasperPrint print) {
    return print.getPages().stream()
        .flatMap(page -> page.getElements().stream())
        .map(JRPrintText.class::cast)
        .map(JRPrintText::getFullText)
        .toList();
  }

  /** A report that shows each field of each row, one below the other. */
  private static JasperReport report(
      String query, Map<String, Object> parameters, Map<String, Class<?>> fields)
      throws JRException {
    var design = new JasperDesign();
    design.setName("plants");
    for (Map.Entry<String, Object> given : parameters.entrySet()) {
      var parameter = new JRDesignParameter();
      parameter.setName(given.getKey());
      parameter.setValueClass(given.getValue().getClass());
      design.addParameter(parameter);
    }
    var asked = new JRDesignQuery();
    asked.setText(query);
    design.setQuery(asked);
    var band = new JRDesignBand();
    band.setHeight(fields.size() * LINE);
    for (Map.Entry<String, Class<?>> wanted : fields.entrySet()) {
      var field = new JRDesignField();
      field.setName(wanted.getKey());
      field.setValueClass(wanted.getValue());
      design.addField(field);
      band.addElement(text(design, field, band.getElements().length));
    }
    ((JRDesignSection) design.getDetailSection()).addBand(band);
    return JasperCompileManager.compileReport(design);
  }

  private static JRDesignTextField text(JasperDesign design, JRField field, int place) {
    var text = new JRDesignTextField(design);
    text.setY(place * LINE);
    text.setWidth(design.getColumnWidth());
    text.setHeight(LINE);
    text.setExpression(new JRDesignExpression("$F{" + field.getName() + "}.toString()"));
    return text;
  }
}

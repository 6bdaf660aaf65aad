package io.ewig.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Curves of microseconds against length of history, both logarithmic, as a picture. */
public final class Chart {

  private static final int WIDTH = 820;
  private static final int HEIGHT = 460;
  private static final int LEFT = 80;
  private static final int RIGHT = 270;
  private static final int TOP = 56;
  private static final int BOTTOM = 62;
  private static final int LABEL_HEIGHT = 16;
  private static final List<String> COLORS =
      List.of("#0b6e99", "#b3440c", "#2e7d32", "#7b1fa2", "#8a6d00", "#c2185b", "#455a64");

  private final Map<String, SortedMap<Double, Double>> curves = new LinkedHashMap<>();

  /** Adds a point to a curve; curves are drawn in the order in which they first came. */
  public void add(String curve, double versions, double micros) {
    curves.computeIfAbsent(curve, name -> new TreeMap<>()).put(versions, micros);
  }

  public boolean isEmpty() {
    return curves.isEmpty();
  }

  public void write(Path file, String subtitle) throws IOException {
    Files.writeString(file, svg(subtitle), StandardCharsets.UTF_8);
  }

  String svg(String subtitle) {
    Axis across = Axis.of(points(true), LEFT, WIDTH - RIGHT);
    Axis up = Axis.of(points(false), HEIGHT - BOTTOM, TOP);
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"12\" role=\"img\">%n"
                + "<title>Time per call against length of history</title>%n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n",
            WIDTH,
            HEIGHT));
    text(svg, LEFT, 24, "start", "#111111", "Time per call (median) against length of history");
    text(svg, LEFT, 42, "start", "#666666", escaped(subtitle));
    grid(svg, across, up);
    curves(svg, across, up);
    return svg.append("</svg>\n").toString();
  }

  private List<Double> points(boolean ofVersions) {
    List<Double> points = new ArrayList<>();
    curves.values().forEach(curve -> points.addAll(ofVersions ? curve.keySet() : curve.values()));
    return points;
  }

  /** Powers of ten from one place to another. */
  private record Axis(int low, int high, double from, double to) {

    static Axis of(List<Double> points, double from, double to) {
      int low = Integer.MAX_VALUE;
      int high = Integer.MIN_VALUE;
      for (double point : points) {
        low = Math.min(low, (int) Math.floor(Math.log10(point) + 1e-9));
        high = Math.max(high, (int) Math.ceil(Math.log10(point) - 1e-9));
      }
      return new Axis(low, Math.max(high, low + 1), from, to);
    }

    double place(double value) {
      return from + (Math.log10(value) - low) / (high - low) * (to - from);
    }
  }

  private static void grid(StringBuilder svg, Axis across, Axis up) {
    for (int power = across.low(); power <= across.high(); power++) {
      double x = across.place(Math.pow(10, power));
      line(svg, x, up.from(), x, up.to());
      text(svg, x, up.from() + 20, "middle", "#333333", versions(power));
    }
    for (int power = up.low(); power <= up.high(); power++) {
      double y = up.place(Math.pow(10, power));
      line(svg, across.from(), y, across.to(), y);
      text(svg, across.from() - 8, y + 4, "end", "#333333", micros(power));
    }
    double middle = (across.from() + across.to()) / 2;
    text(svg, middle, up.from() + 44, "middle", "#333333", "versions in the database");
  }

  private static String versions(int power) {
    return String.format(Locale.ROOT, "%,d", (long) Math.pow(10, power));
  }

  private static String micros(int power) {
    double micros = Math.pow(10, power);
    return micros >= 1e6
        ? number(micros / 1e6) + " s"
        : micros >= 1e3
            ? number(micros / 1e3) + " ms"
            : micros >= 1 ? number(micros) + " us" : number(micros * 1e3) + " ns";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  /** Each with its name at its end. */
  private void curves(StringBuilder svg, Axis across, Axis up) {
    TreeMap<Double, String> names = new TreeMap<>(); // a color and a text, by height
    int color = 0;
    for (Map.Entry<String, SortedMap<Double, Double>> curve : curves.entrySet()) {
      String stroke = COLORS.get(color++ % COLORS.size());
      double last = curve(svg, curve.getValue(), across, up, stroke);
      double y = up.place(last) + 4;
      while (names.containsKey(y)) {
        y += 0.1;
      }
      names.put(y, stroke + curve.getKey() + ", " + Figure.number(last) + " us");
    }
    names(svg, names, across.to() + 12);
  }

  /** Draws a curve and gives its last value. */
  private static double curve(
      StringBuilder svg, SortedMap<Double, Double> curve, Axis across, Axis up, String stroke) {
    StringBuilder points = new StringBuilder();
    double last = 1;
    for (Map.Entry<Double, Double> point : curve.entrySet()) {
      last = point.getValue();
      double x = across.place(point.getKey());
      double y = up.place(last);
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      svg.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>%n",
              x,
              y,
              stroke));
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
            points.toString().strip(),
            stroke));
    return last;
  }

  /** Names that would overlap move down. */
  private static void names(StringBuilder svg, SortedMap<Double, String> names, double x) {
    double free = 0;
    for (Map.Entry<Double, String> name : names.entrySet()) {
      double y = Math.max(free, name.getKey());
      String stroke = name.getValue().substring(0, 7);
      text(svg, x, y, "start", stroke, escaped(name.getValue().substring(7)));
      free = y + LABEL_HEIGHT;
    }
  }

  private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
            x1,
            y1,
            x2,
            y2));
  }

  private static void text(
      StringBuilder svg, double x, double y, String anchor, String color, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            color,
            text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}

package io.ewig.engine.graph;

import java.util.ArrayList;
import java.util.List;

/** Draws a picture as SVG that needs nothing beside it: no fonts, scripts or other files. */
final class SvgPicture {

  private static final int ROW = 28;
  private static final int LANE = 18;
  private static final int MARGIN = 16;
  private static final int RADIUS = 5;
  private static final int CHAR = 8; // no monospaced font of 13 pixels is wider
  private static final int WIDE_CHAR = 16;

  /** Dark enough on white for anybody, and told apart by most; lanes beyond the last repeat. */
  private static final String[] COLORS = {
    "#1f5fa8", "#b4371e", "#2b7a3d", "#7a3e9d", "#8a6100", "#00737a", "#a3286b", "#4d4d4d"
  };

  private final StringBuilder out = new StringBuilder();
  private final CommitPicture picture;

  private SvgPicture(CommitPicture picture) {
    this.picture = picture;
  }

  static String draw(CommitPicture picture) {
    SvgPicture drawing = new SvgPicture(picture);
    drawing.write();
    return drawing.out.toString();
  }

  private void write() {
    List<String> leftOut = picture.leftOut();
    int textAt = MARGIN + LANE * Math.max(1, picture.lanes());
    int height = 2 * MARGIN + ROW * Math.max(1, picture.rows().size() + leftOut.size());
    open(textAt + MARGIN + widest(leftOut), height);
    picture.lines().forEach(this::line);
    for (int i = 0; i < picture.rows().size(); i++) {
      commit(picture.rows().get(i), i, textAt);
    }
    for (int i = 0; i < leftOut.size(); i++) {
      text(textAt, y(picture.rows().size() + i), "... " + escaped(leftOut.get(i)));
    }
    out.append("</svg>\n");
  }

  private void open(int width, int height) {
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
    out.append(" width=\"").append(width).append("\" height=\"").append(height);
    out.append("\" viewBox=\"0 0 ").append(width).append(' ').append(height);
    out.append("\" font-family=\"monospace\" font-size=\"13\">\n");
    out.append("<title>Commits and branches, newest first</title>\n");
    out.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
  }

  private int widest(List<String> leftOut) {
    int widest = 0;
    for (CommitPicture.Row row : picture.rows()) {
      widest = Math.max(widest, width(names(row) + row.words()) + width(row.commit().id() + "  "));
    }
    for (String said : leftOut) {
      widest = Math.max(widest, width("... " + said));
    }
    return widest;
  }

  private static int width(String text) {
    return text.codePoints().map(c -> c < 0x1100 ? CHAR : WIDE_CHAR).sum();
  }

  private static int x(int lane) {
    return MARGIN + LANE * lane;
  }

  private static int y(int row) {
    return MARGIN + ROW * row + ROW / 2;
  }

  private static String color(int lane) {
    return COLORS[lane % COLORS.length];
  }

  /** Bends into the parent's lane within one row, then runs straight down. */
  private void line(CommitPicture.Line line) {
    int from = y(line.fromRow());
    int bend = from + ROW;
    boolean shown = line.toRow() >= 0;
    int to = shown ? y(line.toRow()) : y(picture.rows().size()) - ROW / 2;
    out.append("<path fill=\"none\" stroke-width=\"2\" stroke=\"");
    out.append(color(Math.max(line.fromLane(), line.toLane()))).append('"');
    out.append(shown ? "" : " stroke-dasharray=\"3 3\"");
    out.append(" d=\"M").append(x(line.fromLane())).append(' ').append(from);
    if (line.fromLane() != line.toLane()) {
      int middle = from + ROW / 2;
      out.append(" C").append(x(line.fromLane())).append(' ').append(middle);
      out.append(' ').append(x(line.toLane())).append(' ').append(middle);
      out.append(' ').append(x(line.toLane())).append(' ').append(Math.min(bend, to));
    }
    out.append(" V").append(to).append("\"/>\n");
  }

  private void commit(CommitPicture.Row row, int index, int textAt) {
    out.append("<circle cx=\"").append(x(row.lane())).append("\" cy=\"").append(y(index));
    out.append("\" r=\"").append(RADIUS).append("\" fill=\"").append(color(row.lane()));
    out.append("\"/>\n");
    String id = "<tspan fill=\"#666666\">" + row.commit().id() + "</tspan> ";
    String names = names(row);
    String bold =
        names.isEmpty() ? "" : "<tspan font-weight=\"bold\">" + escaped(names) + "</tspan> ";
    text(textAt, y(index), id + bold + escaped(row.words()));
  }

  private static String names(CommitPicture.Row row) {
    List<String> names = new ArrayList<>(row.branches());
    row.tags().forEach(tag -> names.add("tag: " + tag));
    return names.isEmpty() ? "" : "(" + String.join(", ", names) + ")";
  }

  private void text(int x, int y, String escapedText) {
    out.append("<text x=\"").append(x).append("\" y=\"").append(y + 4);
    out.append("\" fill=\"#1a1a1a\">").append(escapedText.stripTrailing()).append("</text>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

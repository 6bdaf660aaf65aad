package io.ewig.engine.graph;

import io.ewig.engine.event.EventId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes a picture as Graphviz DOT: commits as boxes, branches as ellipses, tags as notes. */
final class DotPicture {

  private final StringBuilder out = new StringBuilder();

  private DotPicture() {}

  static String draw(CommitPicture picture) {
    DotPicture drawing = new DotPicture();
    drawing.write(picture);
    return drawing.out.toString();
  }

  private void write(CommitPicture picture) {
    out.append("digraph ewig {\n");
    out.append("  graph [rankdir=\"BT\"];\n");
    out.append("  node [shape=\"box\", fontname=\"monospace\"];\n");
    Set<EventId> shown = new HashSet<>();
    picture.rows().forEach(row -> shown.add(row.commit().id()));
    for (CommitPicture.Row row : picture.rows()) {
      commit(row, shown);
      names("branch", "ellipse", row.branches(), row.commit().id());
      names("tag", "note", row.tags(), row.commit().id());
    }
    if (!picture.leftOut().isEmpty()) {
      String said = String.join("\n", picture.leftOut());
      out.append("  \"more\" [shape=\"plaintext\", label=").append(quoted(said)).append("];\n");
    }
    out.append("}\n");
  }

  private void commit(CommitPicture.Row row, Set<EventId> shown) {
    EventId id = row.commit().id();
    String label = row.words().isEmpty() ? id.toString() : id + "\n" + row.words();
    out.append("  \"").append(id).append("\" [label=").append(quoted(label)).append("];\n");
    for (EventId parent : row.commit().parents()) {
      out.append("  \"").append(id).append("\" -> \"");
      out.append(shown.contains(parent) ? parent : "more");
      out.append(shown.contains(parent) ? "\";\n" : "\" [style=\"dashed\"];\n");
    }
  }

  private void names(String kind, String shape, List<String> names, EventId of) {
    for (String name : names) {
      String node = quoted(kind + " " + name);
      out.append("  ").append(node).append(" [shape=\"").append(shape).append("\", label=");
      out.append(quoted(name)).append("];\n");
      out.append("  ").append(node).append(" -> \"").append(of);
      out.append("\" [style=\"dotted\"];\n");
    }
  }

  private static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return '"' + escaped + '"';
  }
}

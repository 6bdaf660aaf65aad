package io.ewig.sync.peer;

import io.ewig.sync.session.Direction;
import java.util.List;

/** Draws who meets whom: a database and its peers, with an arrow for each way that events go. */
public final class Topology {

  private Topology() {}

  /** For Graphviz. */
  public static String dot(String name, List<Peer> peers) {
    String here = apart(name, peers);
    StringBuilder text = new StringBuilder("digraph peers {\n");
    text.append("  ").append(quoted(here)).append(" [shape=box];\n");
    for (Peer peer : peers) {
      text.append("  ").append(quoted(peer.name())).append(" [tooltip=").append(quoted(peer.url()));
      text.append("];\n  ").append(quoted(here)).append(" -> ").append(quoted(peer.name()));
      text.append(" [dir=").append(arrow(peer.direction())).append("];\n");
    }
    return text.append("}\n").toString();
  }

  /** Of a folder that is called like one of its peers: one name would be one node. */
  private static String apart(String name, List<Peer> peers) {
    boolean isTaken = peers.stream().anyMatch(peer -> peer.name().equals(name));
    return isTaken ? name + " (here)" : name; // and no peer has a blank in its name
  }

  private static String arrow(Direction direction) {
    return switch (direction) {
      case BOTH -> "both";
      case PUSH -> "forward";
      case PULL -> "back";
    };
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** For yEd, Gephi and the like. */
  public static String graphml(String name, List<Peer> peers) {
    String here = apart(name, peers);
    StringBuilder text =
        new StringBuilder(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
              <key id="url" for="node" attr.name="url" attr.type="string"/>
              <graph edgedefault="directed">
            """);
    text.append("    <node id=\"").append(escaped(here)).append("\"/>\n");
    for (Peer peer : peers) {
      text.append("    <node id=\"").append(escaped(peer.name())).append("\"><data key=\"url\">");
      text.append(escaped(peer.url())).append("</data></node>\n");
      if (peer.direction().gives()) {
        edge(text, here, peer.name());
      }
      if (peer.direction().takes()) {
        edge(text, peer.name(), here);
      }
    }
    return text.append("  </graph>\n</graphml>\n").toString();
  }

  private static void edge(StringBuilder text, String from, String to) {
    text.append("    <edge source=\"").append(escaped(from));
    text.append("\" target=\"").append(escaped(to)).append("\"/>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

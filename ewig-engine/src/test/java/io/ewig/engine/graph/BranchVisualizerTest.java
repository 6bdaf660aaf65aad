package io.ewig.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.UserException;
import io.ewig.engine.event.EventId;
import io.ewig.engine.json.Json;
import io.ewig.engine.log.Randoms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class BranchVisualizerTest {

  private static final List<String> WORDS =
      List.of(
          "plant the garden",
          "a rose",
          "a bench",
          "move the rose",
          "paint the bench",
          "merge bench into main",
          "water all",
          "a pond",
          "fish",
          "merge all three");

  /** The garden: two branches, one merged; a third that stays; an octopus at the end. */
  private static RandomDag garden() {
    RandomDag dag = new RandomDag();
    dag.add(List.of());
    dag.add(List.of(0));
    dag.add(List.of(0));
    dag.add(List.of(1));
    dag.add(List.of(2));
    dag.add(List.of(3, 4));
    dag.add(List.of(5));
    dag.add(List.of(3));
    dag.add(List.of(7));
    dag.add(List.of(6, 8, 4));
    return dag;
  }

  private static BranchVisualizer visualizer() {
    return visualizer(
        garden(), Map.of("main", 9, "bench", 4, "pond", 8), Map.of("v1", 5, "first", 0));
  }

  private static BranchVisualizer visualizer(
      RandomDag dag, Map<String, Integer> branches, Map<String, Integer> tags) {
    return visualizer(dag, branches, tags, id -> WORDS.get(RandomDag.at(id) % WORDS.size()));
  }

  private static BranchVisualizer visualizer(
      RandomDag dag,
      Map<String, Integer> branches,
      Map<String, Integer> tags,
      Function<EventId, String> words) {
    return new BranchVisualizer(dag.graph(), ids(branches), ids(tags), words);
  }

  private static TreeMap<String, EventId> ids(Map<String, Integer> names) {
    TreeMap<String, EventId> ids = new TreeMap<>();
    names.forEach((name, at) -> ids.put(name, RandomDag.id(at)));
    return ids;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garden.txt", "garden.dot", "garden.svg", "garden.json",
        "cut.txt", "cut.dot", "cut.svg", "cut.json"
      })
  void aPictureIsTheSameText(String name) throws IOException {
    int commits = name.startsWith("cut") ? 4 : 100;
    String drawn =
        switch (name.substring(name.indexOf('.'))) {
          case ".txt" -> visualizer().ascii(commits);
          case ".dot" -> visualizer().dot(commits);
          case ".json" -> visualizer().json(commits);
          default -> visualizer().svg(commits);
        };
    if ("write".equals(System.getProperty("ewig.golden"))) {
      Path file = Path.of("src/test/resources/golden/pictures", name);
      if (!Files.exists(file)) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, drawn);
      }
    }
    assertThat(drawn).isEqualTo(golden(name));
  }

  private static String golden(String name) throws IOException {
    try (InputStream in =
        BranchVisualizerTest.class.getResourceAsStream("/golden/pictures/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatIsLeftOutIsCounted() {
    RandomDag line = new RandomDag();
    line.add(List.of());
    for (int i = 1; i < 50; i++) {
      line.add(List.of(i - 1));
    }
    String drawn = visualizer(line, Map.of("main", 49, "old", 3), Map.of("first", 0)).ascii(10);
    assertThat(drawn.lines()).hasSize(12);
    assertThat(drawn).endsWith("... 40 more commits\n... 2 more names on them\n");
    assertThat(visualizer(line, Map.of("main", 49), Map.of()).ascii(49))
        .endsWith("... 1 more commit\n");
    assertThat(visualizer(line, Map.of("main", 49), Map.of()).ascii(50)).doesNotContain("more");
  }

  @Test
  void countingWhatIsLeftOutEndsSomewhere() {
    CommitGraph endless =
        id -> new CommitNode(id, List.of(new EventId(id.high() - 1, 0)), id.high());
    TreeMap<String, EventId> heads = new TreeMap<>(Map.of("main", new EventId(1L << 40, 0)));
    assertThat(new BranchVisualizer(endless, heads, new TreeMap<>(), id -> "").ascii(5))
        .endsWith("... at least 10000 more commits\n");
  }

  @Test
  void aPictureTooWideEndsEarlyAndSaysSo() {
    RandomDag fan = new RandomDag();
    Map<String, Integer> heads = new TreeMap<>();
    for (int i = 0; i < 500; i++) {
      int root = fan.add(List.of());
      heads.put("b" + i, root);
    }
    for (int i = 0; i < 500; i++) {
      heads.put("b" + i, fan.add(List.of(i)));
    }
    String drawn = visualizer(fan, heads, Map.of()).ascii(1000);
    assertThat(drawn).contains("more commits").contains("more names");
    assertThat(drawn.lines().mapToInt(String::length).max().orElse(0)).isLessThan(300);
  }

  @Test
  void nothingIsAPictureOfNothing() {
    BranchVisualizer empty = visualizer(new RandomDag(), Map.of(), Map.of());
    assertThat(empty.ascii(10)).isEmpty();
    assertThat(empty.dot(10)).startsWith("digraph").endsWith("}\n");
    assertThat(empty.json(10))
        .isEqualTo("{\"commits\":[],\"lanes\":0,\"more\":0,\"more_names\":0}");
    assertThat(parse(empty.svg(10)).getElementsByTagName("circle").getLength()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 10_001})
  void aNumberOfCommitsThatNobodyLooksAtIsRefused(int commits) {
    assertThatThrownBy(() -> visualizer().ascii(commits)).isInstanceOf(UserException.class);
  }

  @Test
  void wordsCanNotBreakOut() {
    RandomDag one = new RandomDag();
    one.add(List.of());
    String hostile = "</text><script>\"&'\\\u001b[31m\u202eevil\u0000\nsecond line";
    Map<String, Integer> names = Map.of("\"];x[a<b>&\\", 0);
    BranchVisualizer visualizer = visualizer(one, names, names, id -> hostile);
    Document svg = parse(visualizer.svg(10));
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(svg.getElementsByTagName("text").item(0).getTextContent())
        .contains("</text><script>\"&'\\ [31m evil")
        .contains("\"];x[a<b>&\\");
    assertThat(visualizer.ascii(10))
        .doesNotContain("\u001b", "\u202e", "\u0000", "second line")
        .hasLineCount(1);
    assertThat(visualizer.dot(10))
        .contains("label=\"\\\"];x[a<b>&\\\\\"")
        .contains("<script>\\\"&'\\\\ [31m evil\"");
    assertThat(Json.parse(visualizer.json(10)).text())
        .contains("\"branches\":[\"\\\"];x[a<b>&\\\\\"]")
        .contains("<script>\\\"&'\\\\ [31m evil\"");
  }

  @Test
  void longWordsAreCut() {
    RandomDag one = new RandomDag();
    one.add(List.of());
    String drawn =
        visualizer(one, Map.of("main", 0), Map.of(), id -> "\ud83c\udf39".repeat(100)).ascii(1);
    assertThat(drawn).endsWith("\ud83c\udf39".repeat(72) + "...\n");
  }

  /** Whoever follows the lines of any picture from a commit down arrives at its parents. */
  @Test
  void linesLeadFromEachCommitToItsParents() {
    Randoms random = new Randoms(7501);
    for (int i = 0; i < 3_000; i++) {
      RandomDag dag = RandomDag.of(random, 1 + random.below(25), 1 + random.below(10));
      Map<String, Integer> heads = Map.of("a", dag.size() - 1, "b", random.below(dag.size()));
      String drawn = visualizer(dag, heads, Map.of(), id -> "").ascii(100);
      assertThat(AsciiReader.parents(drawn)).as(drawn).isEqualTo(expected(dag, heads));
      CommitPicture picture =
          CommitPicture.of(dag.graph(), ids(heads), new TreeMap<>(), id -> "", 100);
      assertThat(picture.lines())
          .allSatisfy(
              line ->
                  assertThat(picture.rows().get(line.fromRow()).commit().parents())
                      .contains(picture.rows().get(line.toRow()).commit().id()));
    }
  }

  private static Map<String, List<String>> expected(RandomDag dag, Map<String, Integer> heads) {
    Map<String, List<String>> parents = new TreeMap<>();
    heads
        .values()
        .forEach(
            head ->
                dag.reach(head).stream()
                    .forEach(
                        at ->
                            parents.put(
                                RandomDag.id(at).toString(),
                                dag.node(at).parents().stream()
                                    .map(EventId::toString)
                                    .sorted()
                                    .toList())));
    return parents;
  }

  private static Document parse(String svg) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    } catch (Exception e) {
      throw new AssertionError(svg, e);
    }
  }
}

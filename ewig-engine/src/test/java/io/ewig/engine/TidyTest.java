package io.ewig.engine;

import static java.util.regex.Pattern.compile;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Lists what drifts from the house style, over the whole repository and not just this module.
 *
 * <p>What can be settled (a length, a missing sign, a dead link) fails. What is an aim (a median)
 * is printed, so that a drift is seen without stopping anybody. The scanner is simple on purpose:
 * it blanks comments and literals and counts braces, which is all that these questions need.
 */
class TidyTest {

  private static final int FILE_LINES_MAX = 600;
  private static final int FILE_LINES_MEDIAN_AIM = 150;
  private static final int METHOD_LINES_MAX = 60;
  private static final int METHOD_LINES_MEDIAN_AIM = 5;
  private static final int ROOM_SIGN_LINES_MIN = 3;

  private static final Pattern COMMENT_OR_LITERAL =
      compile(
          "//[^\n]*|/\\*[\\s\\S]*?\\*/|\"\"\"[\\s\\S]*?\"\"\""
              + "|\"(?:[^\"\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\n]++|\\\\.)++'");
  private static final Pattern JAVADOC = compile("/\\*\\*([\\s\\S]*?)\\*/");
  private static final Pattern EMPTY_CATCH = compile("\\bcatch\\s*\\(([^)]*)\\)\\s*\\{(\\s*)\\}");
  private static final Pattern METHOD_HEAD =
      compile("[\\s\\S]*\\)\\s*(throws\\s[\\w\\s.,]+)?|\\s+(\\w+\\s+)?[A-Z]\\w*[a-z]\\w*\\s");
  private static final Pattern NO_METHOD_HEAD =
      compile("\\b(if|for|while|switch|try|catch|synchronized *\\(|new|return|record [A-Z])");
  private static final Pattern MARKER = compile("\\b(T[O]DO|F[I]XME|X[X]X)\\b");
  private static final Pattern HOMELESS = compile("(Util|Helper|Manager|Impl)s?(?![a-z])");
  private static final Pattern FENCE = compile("```[\\s\\S]*?```|`[^`\n]*`");
  private static final Pattern LINK = compile("\\]\\(([^)\\s#]+)[^)]*\\)");
  private static final Pattern SCHEME = compile("[a-z][a-z0-9+]*:.*");

  /** Folders that other tools fill. */
  private static final Set<String> OTHERS = Set.of("target", "node_modules");

  private static final Path ROOT = root();
  private static final List<Source> ALL = read();
  private static final List<Source> JAVA = ALL.stream().filter(s -> s.is(".java")).toList();
  private static final List<Source> MAIN =
      JAVA.stream().filter(s -> s.name().contains("src/main/java/")).toList();

  @Test
  void everyMainPackageHasARoomSign() {
    Map<Path, Source> signs = new TreeMap<>();
    MAIN.stream().filter(s -> s.is("/package-info.java")).forEach(s -> signs.put(s.folder(), s));
    expectNone(
        "packages without package-info, 3 lines of Javadoc and @NullMarked",
        MAIN.stream().map(Source::folder).distinct().filter(p -> !isSign(signs.get(p))));
  }

  @Test
  void noMainFileIsTooLong() {
    expectNone(
        "files over " + FILE_LINES_MAX + " lines",
        MAIN.stream().filter(s -> s.lines() > FILE_LINES_MAX).map(Source::name));
  }

  @Test
  void noMethodIsTooLong() {
    expectNone(
        "methods over " + METHOD_LINES_MAX + " lines",
        methods().filter(m -> m.lines() > METHOD_LINES_MAX));
  }

  @Test
  void everyFormatShowsItsBytes() {
    expectNone(
        "formats without a byte diagram",
        MAIN.stream()
            .filter(s -> s.is("Format.java"))
            .filter(s -> s.name().matches(".*/(format|internal)/.*"))
            .filter(s -> !s.text().contains("+---") && !s.text().contains("<pre>"))
            .map(Source::name));
  }

  @Test
  void nothingIsLeftForLater() {
    expectNone(
        "left-over markers",
        ALL.stream().flatMap(s -> s.find(MARKER).map(found -> s.at(found.start()))));
  }

  @Test
  void linksBetweenPagesArriveSomewhere() {
    expectNone("dead links", ALL.stream().filter(s -> s.is(".md")).flatMap(TidyTest::deadLinks));
  }

  @Test
  void everyFileIsNamedByItsNoun() {
    expectNone(
        "names of no concept",
        JAVA.stream().map(Source::name).filter(n -> HOMELESS.matcher(n).find()));
  }

  @Test
  void nothingCaughtVanishes() {
    expectNone("empty catch blocks", JAVA.stream().flatMap(TidyTest::vanishing));
  }

  @Test
  void mediansArePrinted() {
    print("file", MAIN.stream().mapToLong(Source::lines).sorted().toArray(), FILE_LINES_MEDIAN_AIM);
    print("method", methods().mapToLong(Method::lines).sorted().toArray(), METHOD_LINES_MEDIAN_AIM);
  }

  private static boolean isSign(Source packageInfo) {
    if (packageInfo == null || !packageInfo.code().matches("(?s).*@Null(Unm|M)arked.*")) {
      return false;
    }
    Matcher javadoc = JAVADOC.matcher(packageInfo.text());
    return javadoc.find()
        && javadoc.group(1).lines().filter(line -> line.matches(".*\\w.*")).count()
            >= ROOM_SIGN_LINES_MIN;
  }

  private static Stream<String> deadLinks(Source page) {
    String prose = FENCE.matcher(page.text()).replaceAll("");
    return new Source(page.path(), prose, prose)
        .find(LINK)
        .map(link -> link.group(1))
        .filter(target -> !SCHEME.matcher(target).matches())
        .filter(target -> !Files.exists(page.path().resolveSibling(target)))
        .map(target -> page.name() + ": " + target);
  }

  /** A body of comments counts as empty, unless the variable is named ignored and they say why. */
  private static Stream<String> vanishing(Source source) {
    return EMPTY_CATCH
        .matcher(source.code())
        .results()
        .filter(
            found ->
                !found.group(1).endsWith(" ignored")
                    || source.text().substring(found.start(2), found.end(2)).isBlank())
        .map(found -> source.at(found.start()));
  }

  private static Stream<Method> methods() {
    return MAIN.stream().flatMap(TidyTest::methods);
  }

  /** A block is a method when what stands between it and the statement before reads like one. */
  private static Stream<Method> methods(Source source) {
    List<Method> methods = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    String code = source.code();
    int headStart = 0;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c == '{') {
        open.push(isMethodHead(code.substring(headStart, i)) ? i : -1);
      } else if (c == '}') {
        int start = open.pop();
        if (start >= 0) {
          long lines = 1 + code.substring(start, i).chars().filter(x -> x == '\n').count();
          methods.add(new Method(source.at(start), lines));
        }
      }
      if (c == '{' || c == '}' || c == ';') {
        headStart = i + 1;
      }
    }
    return methods.stream();
  }

  private static boolean isMethodHead(String head) {
    String signature = head.replaceFirst("^\\s*\\)", ""); // the end of an annotation with braces
    return METHOD_HEAD.matcher(signature).matches()
        && !NO_METHOD_HEAD.matcher(signature).find()
        && signature.replace("(", "").length() == signature.replace(")", "").length();
  }

  private static void expectNone(String what, Stream<?> findings) {
    assertThat(findings.map(Object::toString)).as(what).isEmpty();
  }

  private static void print(String what, long[] sorted, int aim) {
    if (sorted.length > 0) {
      System.out.printf(
          "tidy: %d %ss, lines: median %d (aim %d), p90 %d, max %d%n",
          sorted.length,
          what,
          sorted[sorted.length / 2],
          aim,
          sorted[sorted.length * 9 / 10],
          sorted[sorted.length - 1]);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve(".git"))
        && !Files.exists(folder.resolve("ewig-engine/pom.xml"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /** Leaves out what other tools own: what they fill, hidden folders (but for the build's own). */
  private static List<Source> read() {
    List<Source> found = new ArrayList<>();
    var visitor =
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean ours = !OTHERS.contains(name) && !name.matches("\\.(?!ci).+");
            return ours || folder.equals(ROOT)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            if (file.toString().matches(".*\\.(java|md|sh)|.*/(ewig|run)")) {
              found.add(Source.read(file));
            }
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(ROOT, visitor);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the repository at " + ROOT, e);
    }
    return found;
  }

  /** Where a method's body starts, and how long it is. */
  private record Method(String place, long lines) {}

  /** A file, and the same file with comments and literals blanked: offsets agree. */
  private record Source(Path path, String text, String code) {

    static Source read(Path path) throws IOException {
      String text = Files.readString(path);
      String code =
          COMMENT_OR_LITERAL.matcher(text).replaceAll(m -> m.group().replaceAll("[^\n]", " "));
      return new Source(path, text, code);
    }

    boolean is(String ending) {
      return path.toString().endsWith(ending);
    }

    String name() {
      return ROOT.relativize(path).toString().replace('\\', '/');
    }

    Path folder() {
      return ROOT.relativize(path.getParent());
    }

    long lines() {
      return text.lines().count();
    }

    String at(int offset) {
      return name() + ":" + (1 + text.substring(0, offset).chars().filter(c -> c == '\n').count());
    }

    Stream<MatchResult> find(Pattern pattern) {
      return pattern.matcher(text).results();
    }
  }
}

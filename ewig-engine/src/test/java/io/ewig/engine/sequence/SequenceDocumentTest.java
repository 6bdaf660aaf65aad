package io.ewig.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SequenceDocumentTest {

  private static final Origin ROSE = new Origin(0, 1);
  private static final Origin ASTER = new Origin(0, 2);
  private static final String ROSE_SIGN = "\uD83C\uDF39";

  /** One who edits, and beside the document a list that says what should come of it. */
  static final class Author {
    final SequenceDocument document = new SequenceDocument();
    final NaiveText naive = new NaiveText();
    final int number;
    int made;

    Author(int number) {
      this.number = number;
    }

    Origin origin() {
      return new Origin(0, number);
    }

    void insert(int at, String text) {
      document.insert(origin(), at, text);
      int place = at;
      for (int point : text.codePoints().toArray()) {
        naive.insert(number, made++, place++, point);
      }
    }

    void delete(int at, int count) {
      document.delete(origin(), at, count);
      for (int i = 0; i < count; i++) {
        naive.delete(number, made++, at);
      }
    }

    void merge(Author other) {
      document.merge(other.document);
      naive.merge(other.naive);
    }

    /** Types, goes back, takes out; often where the last edit was. */
    void edit(Random random) {
      int at = random.nextInt(document.length() + 1);
      int kind = random.nextInt(5);
      if (kind < 2) {
        insert(at, word(random));
      } else if (kind == 2) {
        for (int i = random.nextInt(4); i >= 0; i--) { // backwards
          insert(at, word(random).substring(0, 1));
        }
      } else if (kind == 3) {
        delete(at, random.nextInt(Math.min(4, document.length() - at) + 1));
      } else {
        for (int i = Math.min(at, random.nextInt(4)); i > 0; i--) {
          delete(--at, 1);
        }
      }
    }

    private String word(Random random) {
      String word = "abcdefghij".substring(random.nextInt(8));
      return random.nextInt(4) == 0 ? "x" + ROSE_SIGN + word : word;
    }
  }

  private static List<Author> authors(int count) {
    List<Author> authors = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      authors.add(new Author(i));
    }
    return authors;
  }

  private static void everybodyMeets(List<Author> authors) {
    for (int round = 0; round < 2; round++) {
      authors.forEach(one -> authors.forEach(one::merge));
    }
  }

  @Test
  void allWhoHaveTheSameOperationsHaveTheTextOfTheListThatForgetsNothing() {
    int seeds = Integer.getInteger("seeds", 400);
    long from = Long.getLong("seed", 0);
    for (long seed = from; seed < from + seeds; seed++) {
      Random random = new Random(seed);
      List<Author> authors = authors(2 + random.nextInt(3));
      for (int i = 0; i < 40; i++) {
        Author author = authors.get(random.nextInt(authors.size()));
        if (random.nextInt(3) == 0) {
          author.merge(authors.get(random.nextInt(authors.size())));
        } else {
          author.edit(random);
        }
        assertThat(author.document.toString())
            .as("seed %s, step %s", seed, i)
            .isEqualTo(author.naive.toString());
      }
      everybodyMeets(authors);
      Author first = authors.get(0);
      for (Author each : authors) {
        assertThat(each.document.toString())
            .as("seed %s", seed)
            .isEqualTo(first.document.toString())
            .isEqualTo(each.naive.toString())
            .isEqualTo(new SequenceDocument(each.document.log()).toString());
      }
    }
  }

  @Test
  void itDoesNotMatterInWhichOrderOperationsCome() {
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      List<Author> authors = authors(4);
      List<Author> copies = new ArrayList<>(); // of what each had at some time
      for (int i = 0; i < 40; i++) {
        Author author = authors.get(random.nextInt(4));
        author.edit(random);
        if (random.nextInt(4) == 0) {
          author.merge(authors.get(random.nextInt(4)));
        }
        Author copy = new Author(0);
        copy.merge(author);
        copies.add(copy);
      }
      everybodyMeets(authors);
      for (int i = 0; i < 3; i++) {
        Collections.shuffle(copies, random);
        SequenceDocument late = new SequenceDocument();
        copies.forEach(copy -> late.merge(copy.document));
        assertThat(late.toString())
            .as("seed %s", seed)
            .isEqualTo(authors.get(0).document.toString());
      }
    }
  }

  @Test
  void aTextIsThereAsOfAnyVersion() {
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      List<Author> authors = authors(3);
      SequenceDocument all = new SequenceDocument();
      List<int[]> versions = new ArrayList<>();
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < 25; i++) {
        Author author = authors.get(random.nextInt(3));
        author.edit(random);
        if (random.nextInt(3) == 0) {
          author.merge(authors.get(random.nextInt(3)));
        }
        all.merge(author.document);
        versions.add(versionIn(all, author.document));
        texts.add(author.document.toString());
      }
      for (int i = 0; i < versions.size(); i++) {
        assertThat(all.at(versions.get(i))).as("seed %s, %s", seed, i).isEqualTo(texts.get(i));
      }
    }
  }

  /** A document's version by the numbers of another that has all of it. */
  private static int[] versionIn(SequenceDocument all, SequenceDocument of) {
    CausalGraph there = of.log().graph();
    int[] version = of.version();
    int[] here = new int[version.length];
    for (int i = 0; i < here.length; i++) {
      Origin agent = there.agent(there.run(version[i]));
      here[i] = all.log().graph().operation(agent, there.count(version[i]));
    }
    return all.log().graph().heads(here);
  }

  @Test
  void whoTypesAtTheSamePlaceKeepsHisWordsTogether() {
    Author one = new Author(1);
    Author other = new Author(2);
    one.insert(0, "()");
    other.merge(one);
    for (int i = 0; i < 4; i++) {
      one.insert(1 + i, "rose".substring(i, i + 1));
      other.insert(1, "lily".substring(3 - i, 4 - i)); // from its end
    }
    everybodyMeets(List.of(one, other));
    assertThat(one.document.toString()).isIn("(roselily)", "(lilyrose)");
    assertThat(other.document.toString()).isEqualTo(one.document.toString());
  }

  @Test
  void whatTwoTookOutIsGoneOnceAndWhatWasPutBesideItStays() {
    Author one = new Author(1);
    Author other = new Author(2);
    one.insert(0, "a red rose");
    other.merge(one);
    one.delete(2, 4);
    other.delete(2, 3);
    other.insert(2, "dark");
    everybodyMeets(List.of(one, other));
    assertThat(one.document.toString()).isEqualTo("a darkrose");
    assertThat(other.document.toString()).isEqualTo("a darkrose");
  }

  @Test
  void placesAreCodePoints() {
    SequenceDocument document = new SequenceDocument();
    document.insert(ROSE, 0, ROSE_SIGN.repeat(3));
    document.insert(ROSE, 1, "a");
    document.delete(ROSE, 2, 1);
    assertThat(document.toString()).isEqualTo(ROSE_SIGN + "a" + ROSE_SIGN);
    assertThat(document.length()).isEqualTo(3);
  }

  @Test
  void typingIsOneRun() {
    SequenceDocument document = new SequenceDocument();
    for (int i = 0; i < 100; i++) {
      document.insert(ROSE, i, "a");
    }
    for (int i = 99; i >= 50; i--) {
      document.delete(ROSE, i, 1);
    }
    for (int i = 0; i < 10; i++) {
      document.delete(ROSE, 7, 1);
    }
    assertThat(document.log().runs()).isEqualTo(3);
    assertThat(document.log().graph().runs()).isEqualTo(1);
    assertThat(document.toString()).isEqualTo("a".repeat(40));
  }

  @Test
  void aRunDoesNotGoOnBehindAMerge() {
    SequenceDocument document = new SequenceDocument();
    document.insert(ROSE, 0, "a");
    SequenceDocument other = new SequenceDocument();
    other.insert(ASTER, 0, "b");
    document.merge(other);
    document.insert(ROSE, 1, "c");
    CausalGraph graph = document.log().graph();
    assertThat(graph.runs()).isEqualTo(3);
    assertThat(graph.parents(2)).containsExactly(0, 1);
    assertThat(graph.isWhole(2)).isTrue();
  }

  @Test
  void anEditOutsideOfTheTextIsRefusedAndChangesNothing() {
    SequenceDocument document = new SequenceDocument();
    document.insert(ROSE, 0, "rose");
    for (int at : new int[] {-1, 5}) {
      assertThatThrownBy(() -> document.insert(ROSE, at, "s"))
          .isInstanceOfSatisfying(
              UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }
    assertThatThrownBy(() -> document.delete(ROSE, 2, 3))
        .hasMessageContaining("3 characters at 2 lie outside of a text of 4");
    assertThat(document.toString()).isEqualTo("rose");
    assertThat(document.log().graph().size()).isEqualTo(4);
  }

  @Test
  void whatIsNoVersionIsRefused() {
    SequenceDocument document = new SequenceDocument();
    int[] rose = document.insert(ROSE, new int[0], 0, "rose");
    for (int[] version : new int[][] {{4}, {-1}, {3, 3}, {2, 3}, {3, 1}}) {
      assertThatThrownBy(() -> document.insert(ASTER, version, 0, "a"))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("is no version of a text with 4 operations");
    }
    assertThat(document.version()).isEqualTo(rose);
  }
}

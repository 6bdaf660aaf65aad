package io.ewig.engine.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.UserException;
import io.ewig.engine.log.Randoms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CursorTest {

  private final Nodes nodes = Garden.nodes();

  @Test
  void aRandomWalkGoesWhereTheSortedKeysSay() {
    TreeMap<byte[], byte[]> map = Garden.map();
    Randoms random = new Randoms(21);
    for (int i = 0; i < 2500; i++) {
      map.put(Garden.anyKey(random, 5000), Garden.anyValue(random));
    }
    Tree tree = Garden.build(nodes, map);
    for (int walk = 0; walk < 100; walk++) {
      byte[] from = random.oneIn(4) ? null : Garden.anyKey(random, 5000);
      byte[] to = random.oneIn(4) ? null : Garden.anyKey(random, 5000);
      walk(tree.cursor(from, to), new ArrayList<>(range(map, from, to)), random, map);
    }
  }

  private static List<byte[]> range(TreeMap<byte[], byte[]> map, byte[] from, byte[] to) {
    return map.keySet().stream()
        .filter(key -> from == null || Arrays.compareUnsigned(key, from) >= 0)
        .filter(key -> to == null || Arrays.compareUnsigned(key, to) < 0)
        .toList();
  }

  private static void walk(
      Cursor cursor, List<byte[]> keys, Randoms random, TreeMap<byte[], byte[]> map) {
    int gap = 0;
    for (int step = 0; step < 200; step++) {
      switch (random.below(20)) {
        case 0 -> {
          cursor.toEnd();
          gap = keys.size();
        }
        case 1 -> {
          cursor.toStart();
          gap = 0;
        }
        case 2, 3 -> {
          byte[] key = Garden.anyKey(random, 5000);
          cursor.seek(key);
          gap = (int) keys.stream().filter(k -> Arrays.compareUnsigned(k, key) < 0).count();
        }
        case 4, 5, 6, 7, 8 -> {
          assertThat(cursor.previous()).isEqualTo(gap > 0);
          if (gap > 0) {
            assertThat(cursor.key()).isEqualTo(keys.get(--gap));
          }
        }
        default -> {
          assertThat(cursor.next()).isEqualTo(gap < keys.size());
          if (gap < keys.size()) {
            byte[] key = keys.get(gap++);
            assertThat(cursor.key()).isEqualTo(key);
            assertThat(cursor.value()).isEqualTo(map.get(key));
          }
        }
      }
    }
  }

  @Test
  void aRangeThatEndsBeforeItStartsIsEmpty() {
    Tree tree = Garden.build(nodes, Garden.plants(1000));
    Cursor cursor = tree.cursor(Garden.key(900), Garden.key(300));
    assertThat(cursor.next()).isFalse();
    assertThat(cursor.previous()).isFalse();
    cursor.seek(Garden.key(500));
    assertThat(cursor.next()).isFalse();
    assertThat(cursor.previous()).isFalse();
    cursor.toEnd();
    assertThat(cursor.next()).isFalse();
    assertThat(cursor.previous()).isFalse();
  }

  @Test
  void backwardsIsForwardsTurnedAround() {
    TreeMap<byte[], byte[]> map = Garden.plants(3000);
    Cursor cursor = Garden.build(nodes, map).cursor(null, null);
    cursor.toEnd();
    for (byte[] key : map.descendingKeySet()) {
      assertThat(cursor.previous()).isTrue();
      assertThat(cursor.key()).isEqualTo(key);
    }
    assertThat(cursor.previous()).isFalse();
  }

  @Test
  void thereIsNoEntryBeforeTheFirstStep() {
    Cursor cursor = Garden.build(nodes, Garden.plants(3)).cursor(null, null);
    assertThatThrownBy(cursor::key)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("call next() first");
    assertThatThrownBy(cursor::value).isInstanceOf(UserException.class);
  }
}

package io.ewig.engine.internal.run;

import io.ewig.engine.format.BytesOut;

/** The key of a group where it lies, see {@link RunFormat}: a prefix that others have, a rest. */
final class GroupKey {

  private GroupKey() {}

  static int rest(int head) {
    return head & RunFormat.REST_MASK;
  }

  private static int prefix(Basis run, int at, int head) {
    int prefix = head >>> RunFormat.PREFIX_SHIFT & RunFormat.PREFIX_MASK;
    if (!run.prefixes().has(prefix)) {
      throw run.content().malformed(at, "a key with prefix " + prefix + ", which is not there");
    }
    return prefix;
  }

  /** Whether it is this one. */
  static boolean is(Basis run, int at, byte[] key) {
    int head = run.content().getInt(at);
    int prefix = prefix(run, at, head);
    int length = Prefixes.length(prefix);
    int rest = rest(head);
    return key.length == length + rest
        && run.prefixes().start(prefix, key)
        && run.content().matches(at + RunFormat.REST_OF_KEY, rest, key, length);
  }

  /** How it compares with another, of which an array has so many bytes. */
  static int compare(Basis run, int at, byte[] key, int keyLength) {
    int head = run.content().getInt(at);
    int prefix = prefix(run, at, head);
    int order = run.prefixes().compare(prefix, key, keyLength);
    int length = Prefixes.length(prefix);
    return order != 0
        ? order
        : run.content().compare(at + RunFormat.REST_OF_KEY, rest(head), key, length, keyLength);
  }

  static byte[] copy(Basis run, int at) {
    int head = run.content().getInt(at);
    int prefix = prefix(run, at, head);
    int rest = rest(head);
    run.content().requireInside(at + RunFormat.REST_OF_KEY, rest);
    byte[] key = new byte[Prefixes.length(prefix) + rest];
    copy(run, at, head, prefix, key, 0);
    return key;
  }

  static void append(Basis run, int at, BytesOut to) {
    int head = run.content().getInt(at);
    int prefix = prefix(run, at, head);
    int put = to.grow(Prefixes.length(prefix) + rest(head));
    copy(run, at, head, prefix, to.array(), put);
  }

  private static void copy(Basis run, int at, int head, int prefix, byte[] to, int put) {
    int length = Prefixes.length(prefix);
    run.prefixes().copy(prefix, to, put);
    run.content().getFew(at + RunFormat.REST_OF_KEY, to, put + length, rest(head));
  }
}

package io.ewig.engine.store;

import io.ewig.engine.hash.Hash;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks from objects to those they refer to, each once; one thread at a time.
 *
 * <p>An object is marked when it is found and visited later. What is found and not yet visited is
 * all the memory this takes: of a tree, about the siblings along one path.
 */
public final class Trace {

  private final Function<Hash, byte @Nullable []> reader;
  private final References references;
  private final Predicate<Hash> mark;
  private final Deque<Hash> found = new ArrayDeque<>();
  private long missing;

  /**
   * @param reader gives an object's bytes, or null if it is not there
   * @param mark marks an object; whether it is there, was not marked before, and is to be visited
   */
  public Trace(
      Function<Hash, byte @Nullable []> reader, References references, Predicate<Hash> mark) {
    this.reader = reader;
    this.references = references;
    this.mark = mark;
  }

  /** Marks an object, and visits it if it was not marked before. */
  public void find(Hash address) {
    if (mark.test(address)) {
      found.push(address);
    }
  }

  /** Visits an object, marked or not. */
  public void visit(Hash address) {
    found.push(address);
  }

  public boolean isDone() {
    return found.isEmpty();
  }

  /** Visits so many objects at most, and no more once they had so many bytes. */
  public void step(int objects, long bytes) {
    long read = 0;
    for (int i = 0; i < objects && read < bytes && !found.isEmpty(); i++) {
      Hash address = found.pop();
      byte[] content = reader.apply(address);
      if (content == null) {
        missing++;
      } else {
        read += content.length;
        references.of(address, content, this::find);
      }
    }
  }

  /** How many objects something refers to that are not there. */
  public long missing() {
    return missing;
  }
}

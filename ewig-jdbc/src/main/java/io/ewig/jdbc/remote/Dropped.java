package io.ewig.jdbc.remote;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Numbers of a term that nobody needs any more, until the server has heard of them; any thread. */
final class Dropped {

  private final Set<Long> numbers = new LinkedHashSet<>();
  private int term;

  /** What an earlier session had ended with it. */
  synchronized void begin(int newTerm) {
    term = newTerm;
    numbers.clear();
  }

  /** Nothing happens if the term is over. */
  synchronized void add(int ofTerm, long number) {
    if (ofTerm == term && number != 0) {
      numbers.add(number);
    }
  }

  /** What the next request is to say. */
  synchronized List<Long> list() {
    return List.copyOf(numbers);
  }

  /** They are dropped; what was added since is not. */
  synchronized void heard(List<Long> told) {
    told.forEach(numbers::remove);
  }
}

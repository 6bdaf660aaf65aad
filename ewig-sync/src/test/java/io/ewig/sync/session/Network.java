package io.ewig.sync.session;

import io.ewig.engine.log.Randoms;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.MessageReader;
import io.ewig.sync.protocol.MessageWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Carries what replicas say, and loses, repeats, reorders and cuts as its seed wants. */
final class Network {

  private final Randoms random;
  private final boolean asBytes;
  private final List<Letter> underWay = new ArrayList<>();
  private final Set<Integer> cutOff = new HashSet<>();

  /**
   * What is said in one go.
   *
   * @param isAnswer or else it begins a conversation
   */
  record Letter(int from, int to, boolean isAnswer, List<Message> words) {}

  Network(Randoms random) {
    this.random = random;
    this.asBytes = random.seed() % 8 == 0; // the first draws of neighbouring seeds are alike
  }

  void send(Letter letter) {
    if (letter.words.isEmpty() || cutOff.contains(letter.from) != cutOff.contains(letter.to)) {
      return;
    }
    Letter sent =
        asBytes
            ? new Letter(
                letter.from,
                letter.to,
                letter.isAnswer,
                MessageReader.readAll(MessageWriter.write(letter.words)))
            : letter;
    underWay.add(sent);
    if (random.oneIn(10)) {
      underWay.add(sent);
    }
  }

  /** One that arrives, if any does. */
  Optional<Letter> deliver() {
    if (underWay.isEmpty()) {
      return Optional.empty();
    }
    Letter letter = underWay.remove(random.oneIn(3) ? random.below(underWay.size()) : 0);
    return random.oneIn(12) ? Optional.empty() : Optional.of(letter);
  }

  /** The next one, from when on nothing goes wrong any more. */
  Optional<Letter> deliverInOrder() {
    return underWay.isEmpty() ? Optional.empty() : Optional.of(underWay.remove(0));
  }

  /** A replica reaches only those that are cut off like it. */
  void cut(int replica) {
    cutOff.add(replica);
  }

  void join() {
    cutOff.clear();
  }

  /** What is under way to a replica, or from it, is lost. */
  void forget(int replica) {
    underWay.removeIf(letter -> letter.from == replica || letter.to == replica);
  }

  void clear() {
    underWay.clear();
    join();
  }
}

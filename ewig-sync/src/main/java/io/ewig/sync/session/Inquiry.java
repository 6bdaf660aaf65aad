package io.ewig.sync.session;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Origin;
import io.ewig.engine.part.Filter;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.MessageReader;
import io.ewig.sync.protocol.MessageWriter;
import io.ewig.sync.standing.Stated;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks another replica single things, without saying what is here or exchanging anything: each
 * question is a request of its own. One thread.
 */
public final class Inquiry {

  /** Who only asks says nothing of what it has. */
  private static final Stated NOTHING = new Stated.Digest(0);

  private final Origin self;
  private final Filter filter;
  private final Channel channel;
  private long bytesOut;
  private long bytesIn;
  private int roundTrips;

  /**
   * @param self as who the asking replica writes
   * @param filter what it keeps
   */
  public Inquiry(Origin self, Filter filter, Channel channel) {
    this.self = self;
    this.filter = filter;
    this.channel = channel;
  }

  /**
   * Whether there is somebody who would talk to this one.
   *
   * @throws IOException if not
   */
  public void greet() throws IOException {
    List<Message> unused = ask(List.of());
  }

  /**
   * @throws IOException if nothing comes that could be read, or the other one refuses
   */
  public List<Message> ask(Message question) throws IOException {
    return ask(List.of(question));
  }

  private List<Message> ask(List<Message> questions) throws IOException {
    List<Message> words = new ArrayList<>();
    words.add(
        new Message.Hello(self, false, false, false, NOTHING, Optional.empty(), Optional.empty()));
    if (!filter.isEverything()) {
      words.add(new Message.Keeps(filter));
    }
    words.addAll(questions);
    byte[] request = MessageWriter.write(words);
    bytesOut += request.length;
    roundTrips++;
    byte[] answer = channel.ask(request);
    bytesIn += answer.length;
    List<Message> said = read(answer);
    for (Message word : said) {
      if (word instanceof Message.Refused refused) {
        throw new IOException(
            "the other replica refuses (" + refused.reason().word() + "): " + refused.text());
      }
    }
    return said;
  }

  private static List<Message> read(byte[] answer) throws IOException {
    try {
      return MessageReader.readAll(answer);
    } catch (CorruptionException | UserException e) {
      throw new IOException("the answer can't be read: " + e.getMessage(), e);
    }
  }

  /** Bytes of frames that went out. */
  public long bytesOut() {
    return bytesOut;
  }

  /** Bytes of frames that came in. */
  public long bytesIn() {
    return bytesIn;
  }

  public int roundTrips() {
    return roundTrips;
  }
}

package io.ewig.sync.waiting;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.Seen;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.replica.Contents;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.MessageReader;
import io.ewig.sync.protocol.MessageWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A commit that waits.
 *
 * @param blobs payloads of its that are kept beside the log, as far as they came with it
 * @param bytes how many it takes as a body of frames
 */
record Waiting(Commit commit, List<byte[]> blobs, int bytes) {

  /** Every event has a hash, a salt and times, so a commit takes at least so much. */
  private static final int EVENT_BYTES = 32;

  static Waiting of(Commit commit, Contents contents) {
    List<byte[]> blobs = new ArrayList<>(0);
    for (Event event : commit.events()) {
      if (event.payload() instanceof Payload.Blob blob) {
        byte[] bytes = contents.get(blob.content());
        if (bytes != null) {
          blobs.add(bytes);
        }
      }
    }
    return new Waiting(commit, blobs, body(commit, blobs).length);
  }

  /** At least how many bytes a commit takes, found without writing it. */
  static long bytesAtLeast(Commit commit) {
    long bytes = 0;
    for (Event event : commit.events()) {
      bytes += EVENT_BYTES + (event.payload() instanceof Payload.Inline in ? in.size() : 0);
    }
    return bytes;
  }

  /** Reads what {@link #body()} has written; its hashes follow from what it says. */
  static Waiting read(byte[] body) {
    List<byte[]> blobs = new ArrayList<>(0);
    List<Commit> commits = new ArrayList<>(1);
    for (Message message : MessageReader.readAll(body)) {
      if (message instanceof Message.Blob blob) {
        blobs.add(blob.bytes());
      } else if (message instanceof Message.Events events) {
        commits.addAll(events.commits());
      }
    }
    if (commits.size() != 1) {
      throw new CorruptionException(
          ErrorCode.CORRUPT_RECORD, "what waits", 0, commits.size() + " commits where one waits");
    }
    return new Waiting(commits.get(0), blobs, body.length);
  }

  byte[] body() {
    return body(commit, blobs);
  }

  private static byte[] body(Commit commit, List<byte[]> blobs) {
    List<Message> messages = new ArrayList<>(blobs.size() + 1);
    blobs.forEach(blob -> messages.add(new Message.Blob(blob)));
    messages.add(new Message.Events(List.of(commit), List.of()));
    return MessageWriter.write(messages);
  }

  /** What tells it from all others. */
  Hash hash() {
    return commit.first().hash();
  }

  /** Whether all that it builds on is here. */
  boolean isReady(Map<Origin, Long> here) {
    Event first = commit.first();
    if (here.getOrDefault(first.origin(), 0L) < first.originSeq() - 1) {
      return false;
    }
    for (Map.Entry<Origin, Long> seen : Seen.in(commit.info()).seqs().entrySet()) {
      if (here.getOrDefault(seen.getKey(), 0L) < seen.getValue()) {
        return false;
      }
    }
    return true;
  }
}

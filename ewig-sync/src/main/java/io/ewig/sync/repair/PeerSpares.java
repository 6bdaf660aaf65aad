package io.ewig.sync.repair;

import io.ewig.engine.event.Commit;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.Origin;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.part.Filter;
import io.ewig.engine.repair.EventRange;
import io.ewig.engine.repair.Spares;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.ProtocolLimits;
import io.ewig.sync.session.Channel;
import io.ewig.sync.session.Inquiry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Another replica as one that has whole what is damaged here; asks until it gives nothing more. */
public final class PeerSpares implements Spares {

  private final Inquiry inquiry;

  /**
   * @param self as who the damaged database writes
   */
  public PeerSpares(Origin self, Channel channel) {
    this.inquiry = new Inquiry(self, Filter.EVERYTHING, channel);
  }

  /** Bytes of frames that went out. */
  public long bytesOut() {
    return inquiry.bytesOut();
  }

  /** Bytes of frames that came in. */
  public long bytesIn() {
    return inquiry.bytesIn();
  }

  @Override
  public List<Commit> commits(List<EventRange> wanted) throws IOException {
    List<Commit> commits = new ArrayList<>();
    for (int at = 0; at < wanted.size(); at += ProtocolLimits.WANTED_MAX) {
      int end = Math.min(wanted.size(), at + ProtocolLimits.WANTED_MAX);
      addCommits(wanted.subList(at, end), commits);
    }
    return commits;
  }

  private void addCommits(List<EventRange> wanted, List<Commit> commits) throws IOException {
    List<EventRange> open = wanted;
    boolean isMore = true;
    while (isMore && !open.isEmpty()) {
      List<Commit> came = new ArrayList<>();
      for (Message word : inquiry.ask(Message.Wanted.events(open))) {
        if (word instanceof Message.Events events) {
          came.addAll(events.commits());
        }
      }
      List<EventRange> rest = open;
      for (Commit commit : came) {
        rest = without(rest, commit);
      }
      isMore = !rest.equals(open);
      open = rest;
      commits.addAll(came);
    }
  }

  /** What of some stretches lies behind a commit, as far as they touch it. */
  private static List<EventRange> without(List<EventRange> ranges, Commit commit) {
    Event last = commit.last();
    List<EventRange> rest = new ArrayList<>();
    for (EventRange range : ranges) {
      boolean isTouched =
          range.origin().equals(last.origin())
              && commit.first().originSeq() <= range.to()
              && last.originSeq() >= range.from();
      if (!isTouched) {
        rest.add(range);
      } else if (last.originSeq() < range.to()) {
        rest.add(new EventRange(range.origin(), last.originSeq() + 1, range.to()));
      }
    }
    return rest;
  }

  @Override
  public List<byte[]> objects(List<Hash> wanted) throws IOException {
    List<byte[]> objects = new ArrayList<>();
    for (int at = 0; at < wanted.size(); at += ProtocolLimits.WANTED_MAX) {
      int end = Math.min(wanted.size(), at + ProtocolLimits.WANTED_MAX);
      addObjects(wanted.subList(at, end), objects);
    }
    return objects;
  }

  private void addObjects(List<Hash> wanted, List<byte[]> objects) throws IOException {
    Set<Hash> open = new LinkedHashSet<>(wanted);
    boolean isMore = true;
    while (isMore && !open.isEmpty()) {
      isMore = false;
      for (Message word : inquiry.ask(Message.Wanted.objects(List.copyOf(open)))) {
        if (word instanceof Message.Blob blob && open.remove(Sha256.of(blob.bytes()))) {
          objects.add(blob.bytes());
          isMore = true;
        }
      }
    }
  }
}

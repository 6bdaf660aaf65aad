package io.ewig.server.stream;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where clients that talk are listened to: one thread does for all of them what takes no time, and
 * another one sends the answers that have to wait for the disk.
 *
 * <ul>
 *   <li>No thread is woken for each message, nor for each commit: while the disk works, more is
 *       read and done, and what has gathered by then waits for it once.
 *   <li>Who holds such a thread up for longer than a moment keeps it, and another one takes over
 *       ({@link #relieve}). What took long once is done by a thread of its own the next time.
 *   <li>Who says nothing for a while leaves, and a loop without clients has no thread.
 * </ul>
 */
final class Loop {

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  /** A message that took so long is not served in the loop the next time. */
  private static final long LONG_NANOS = 1_000_000;

  private final Loops loops;
  private final Executor threads;
  private final Selector selector;
  private final Post listening;
  private final Post paying;
  private boolean isOver; // guarded by this

  /** Who is to be looked at although the selector says nothing. */
  private final Queue<Member> calling = new ConcurrentLinkedQueue<>();

  /** Who is owed an answer. */
  private final Queue<Member> creditors = new ConcurrentLinkedQueue<>();

  /** For the thread that listens: who has said something. */
  private final Deque<Member> ready = new ArrayDeque<>();

  private long sweptNanos;

  Loop(Loops loops, Executor threads) throws IOException {
    this.loops = loops;
    this.threads = threads;
    this.selector = Selector.open();
    this.listening = new Post(threads, this::listen);
    this.paying = new Post(threads, this::pay);
    this.sweptNanos = loops.nanos();
  }

  // ---- any thread

  /** Listens to a client, who may have said something already. */
  void join(Stream stream) {
    if (!admits(new Member(stream))) {
      serveUnheard(stream);
    }
  }

  private synchronized boolean admits(Member member) {
    if (!isOver) {
      calling.add(member);
      if (!listening.fill()) {
        selector.wakeup();
      }
    }
    return !isOver;
  }

  /**
   * Has another thread go on where one is held up.
   *
   * @return whether any is at anything
   */
  boolean relieve(long now, long patienceNanos) {
    boolean isListening = listening.relieve(now, patienceNanos);
    return paying.relieve(now, patienceNanos) || isListening;
  }

  /** Lets all clients go, as soon as they have their answers. */
  synchronized void end() {
    if (listening.isEmpty()) {
      endNow();
    } else {
      selector.wakeup();
    }
  }

  private void endNow() {
    isOver = true;
    try {
      selector.close();
    } catch (IOException e) {
      LOG.warn("a selector does not close", e);
    }
  }

  // ---- the thread that listens

  private boolean listen(Post.Shift shift) throws IOException {
    if (ready.isEmpty()) {
      lookAround();
    }
    Member next = ready.poll();
    return next == null ? !leaves(shift) : serve(next, shift);
  }

  /** Looks who has said something; waits for it if there is nothing else to do. */
  private void lookAround() throws IOException {
    admitAll();
    if (ready.isEmpty()) {
      selector.select(this::heard, TimeUnit.NANOSECONDS.toMillis(loops.lingerNanos()));
      admitAll();
    } else {
      selector.selectNow(this::heard);
    }
    long now = loops.nanos();
    if (loops.isClosed() || now - sweptNanos >= loops.lingerNanos()) {
      sweptNanos = now;
      sweep(loops.isClosed() ? now : now - loops.lingerNanos());
    }
  }

  private void heard(SelectionKey key) {
    Member member = (Member) key.attachment();
    if (member.heard(loops.nanos())) {
      ready.add(member);
    }
  }

  private void admitAll() throws IOException {
    for (Member next = calling.poll(); next != null; next = calling.poll()) {
      try {
        next.listen(selector, loops.nanos());
        ready.add(next);
      } catch (CancelledKeyException e) {
        selector.selectNow(this::heard); // it left just now, and its old key goes only with this
        calling.add(next);
      } catch (ClosedChannelException e) {
        LOG.debug("a client is gone before it was listened to", e);
      }
    }
  }

  /** Lets those go who have said nothing since then. */
  private void sweep(long since) throws IOException {
    List<Member> silent = new ArrayList<>();
    for (SelectionKey key : selector.keys()) {
      Member member = (Member) key.attachment();
      if (member.leave(since)) {
        silent.add(member);
      }
    }
    selector.selectNow(this::heard); // the keys go only with this
    silent.forEach(member -> member.stream().rest());
  }

  /** Whether there is nobody left to listen to, and so nobody who does. */
  private synchronized boolean leaves(Post.Shift shift) {
    boolean leaves = shift.leaveIf(() -> selector.keys().isEmpty() && calling.isEmpty());
    if (leaves && loops.isClosed()) {
      endNow();
    }
    return leaves;
  }

  private boolean serve(Member member, Post.Shift shift) {
    if (member.isLong()) {
      threads.execute(() -> finish(member, timed(member)));
      return true;
    }
    boolean isAlone = selector.keys().size() == 1;
    begin(shift);
    Stream.Found found = timed(member);
    if (found == Stream.Found.OWED && !isAlone) {
      creditors.add(member);
      paying.fill();
    } else {
      finish(member, found);
    }
    return shift.end();
  }

  private void begin(Post.Shift shift) {
    shift.begin(loops.nanos());
    loops.watch();
  }

  private Stream.Found timed(Member member) {
    long start = loops.nanos();
    Stream.Found found = member.stream().serveNext();
    member.isLong(loops.nanos() - start >= LONG_NANOS);
    return found;
  }

  // ---- the thread that pays

  /** Sends an answer that waits for the disk; others that wait are durable with it. */
  private boolean pay(Post.Shift shift) {
    Member next = creditors.poll();
    if (next == null) {
      return !shift.waitOrLeave(creditors::isEmpty, loops.lingerNanos());
    }
    begin(shift);
    finish(next, Stream.Found.OWED);
    return shift.end();
  }

  // ---- any of them

  /** Sends what is owed, and lets the client speak again. */
  private void finish(Member member, Stream.Found found) {
    boolean isThere =
        found == Stream.Found.OWED ? member.stream().pay() : found != Stream.Found.END;
    if (!isThere) {
      return;
    }
    boolean isCalling = found != Stream.Found.NOTHING && member.stream().mayHaveMore();
    if (isCalling) {
      calling.add(member);
    }
    if (isCalling || member.free()) {
      selector.wakeup();
    }
  }

  /** Of a client to whom no loop listens any more. */
  private static void serveUnheard(Stream stream) {
    Stream.Found found = stream.serveNext();
    while (found == Stream.Found.ANSWERED || (found == Stream.Found.OWED && stream.pay())) {
      found = stream.serveNext();
    }
    if (found == Stream.Found.NOTHING) {
      stream.rest();
    }
  }
}

package io.ewig.engine.world;

import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.ValidPeriod;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.json.Json;
import io.ewig.engine.json.RandomJson;
import io.ewig.engine.log.Randoms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The world of all examples, and random histories of it. */
public final class Garden {

  public static final World WORLD = World.of("a://garden");

  public static final Payloads INLINE = event -> ((Payload.Inline) event.payload()).bytes();

  /** Spelled out, so that a pinned history stays the same when a type is added. */
  private static final String[] TYPES = {
    "WorldCreated",
    "WorldDestroyed",
    "Checkpoint",
    "StateChanged",
    "StateBatch",
    "PlayerAction",
    "PlayerJoined",
    "PlayerLeft",
    "ObjectCreated",
    "ObjectDestroyed",
    "ObjectMoved",
    "SchemaChanged",
    "RowPut",
    "RowDeleted",
    "BranchCreated",
    "BranchDropped",
    "BranchMerged",
    "TagCreated",
    "TagDropped",
    "PayloadErased",
    "PeerChanged"
  };

  private final List<Event> events = new ArrayList<>();

  public Garden add(World world, EventType type, byte[] payload) {
    int seq = events.size();
    events.add(
        new Event(
            seq,
            1_000 + seq,
            new Hash(7, 7, 7, seq),
            Hash.ZERO,
            new Origin(1, 2),
            seq + 1,
            seq + 1,
            new ValidPeriod(ValidPeriod.OPEN_START, ValidPeriod.OPEN_END),
            world,
            type,
            new Payload.Inline(new byte[Payload.SALT_BYTES], payload)));
    return this;
  }

  public Garden add(EventType type, String payload) {
    return add(WORLD, type, payload.getBytes(StandardCharsets.UTF_8));
  }

  public List<Event> events() {
    return events;
  }

  public WorldState state() {
    return Fold.of(WORLD, events.iterator(), MergePatchReducer.DEFAULT, INLINE);
  }

  /** Few objects, every type of event, and a fifth of the payloads out of shape. */
  public static Garden random(Randoms random, int events) {
    Garden garden = new Garden();
    RandomJson make = new RandomJson(random);
    for (int i = 0; i < events; i++) {
      EventType type = EventType.of(random.of(TYPES));
      if (random.oneIn(2)) {
        type = EventType.STATE_CHANGED;
      }
      if (type.equals(EventType.WORLD_DESTROYED) && !random.oneIn(8)) {
        type = EventType.STATE_BATCH;
      }
      World world = random.oneIn(10) ? World.of("a://meadow") : WORLD;
      garden.add(world, type, payload(random, make, type));
    }
    return garden;
  }

  private static byte[] payload(Randoms random, RandomJson make, EventType type) {
    if (random.oneIn(5)) {
      return random.oneIn(2) ? random.bytes(random.below(9)) : make.document(3).canonical();
    }
    String change = change(random, make);
    if (type.equals(EventType.STATE_BATCH)) {
      change = "[" + change + "," + change(random, make) + "]";
    }
    return change.getBytes(StandardCharsets.UTF_8);
  }

  private static String change(Randoms random, RandomJson make) {
    Json value = random.oneIn(3) ? make.document(2) : make.object(2);
    String id = random.of("\"rose\"", "\"lily\"", "\"oak\"", "7", "\"player/ada\"", "\"\"");
    return random.oneIn(2)
        ? "{\"id\":" + id + ",\"" + random.of("bed", "petals") + "\":" + value + "}"
        : "{\"" + random.of("rose", "lily", "oak", "7") + "\":" + value + "}";
  }
}

package io.ewig.engine.replica;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with another replica that this one meets again and again.
 *
 * @param direction both, push or pull
 * @param state new, equal, behind, away, refused or quarantined
 * @param lagEvents how many events of ours it lacked when the two met last
 * @param sent events that went there since this process began
 * @param received likewise, that came from there and were new
 * @param origin who it is, once it has said so
 */
public record PeerReport(
    String name,
    String url,
    String direction,
    Duration interval,
    String state,
    Optional<Instant> lastSuccess,
    Optional<String> lastError,
    long lagEvents,
    long sent,
    long received,
    Optional<String> origin,
    boolean quarantined) {}

package io.ewig.server.login;

import java.time.Duration;

/**
 * How much guessing there may be.
 *
 * @param failuresMax of an account from one address, then it is locked out there
 * @param failuresOfAddressMax of an address, whatever the accounts, then it is locked out
 * @param lockOut how long; failures are forgotten after as long
 * @param pauseFirst before the second attempt; it doubles with each
 * @param pauseMax it grows no more
 * @param hashesMax at a time: each takes 19 MiB and some 50 ms of a core
 * @param hashWait how long an attempt waits for its turn
 * @param pausesMax attempts that pause at a time; others are told to come again
 * @param remembered accounts and addresses, of each so many
 * @param proofLasts how long what was proved is known again
 */
public record LoginLimits(
    int failuresMax,
    int failuresOfAddressMax,
    Duration lockOut,
    Duration pauseFirst,
    Duration pauseMax,
    int hashesMax,
    Duration hashWait,
    int pausesMax,
    int remembered,
    Duration proofLasts) {

  public static LoginLimits defaults() {
    return new LoginLimits(
        10,
        100,
        Duration.ofMinutes(5),
        Duration.ofMillis(250),
        Duration.ofSeconds(4),
        4,
        Duration.ofSeconds(10),
        32,
        10_000,
        Duration.ofMinutes(10));
  }
}

package io.ewig.bench.state;

import io.ewig.bench.line.Skew;
import io.ewig.bench.line.Workbench;
import io.ewig.bench.peer.SqliteVersions;
import java.util.Random;

/** Peers with the same histories. */
final class Peers {

  private Peers() {}

  static SqliteVersions sqlite(Workbench bench, long versions) throws Exception {
    SqliteVersions peer = SqliteVersions.open(bench.fresh("sqlite-versions"), Garden.PLANTS);
    Random random = Gardens.random();
    int rows = Gardens.rows(versions);
    for (long version = 0; version < versions; version++) {
      int number = Garden.number(version, rows, Skew.UNIFORM, random);
      peer.put(number / Garden.PLANTS, number % Garden.PLANTS, version, Garden.bytes(version));
    }
    peer.commit();
    return peer;
  }
}

package io.ewig.bench.peer;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** RocksDB with a write-ahead log that is synced for each write; its own group commit. */
public final class RocksStore implements Contestant {

  private final Options options;
  private final WriteOptions synced;
  private final RocksDB db;
  private final AtomicLong nextKey = new AtomicLong();

  private RocksStore(Options options, RocksDB db) {
    this.options = options;
    this.db = db;
    this.synced = new WriteOptions().setSync(true);
  }

  public static RocksStore open(Path folder) throws RocksDBException {
    RocksDB.loadLibrary();
    Options options = new Options().setCreateIfMissing(true);
    return new RocksStore(options, RocksDB.open(options, folder.toString()));
  }

  @Override
  public String name() {
    return "RocksDB";
  }

  @Override
  public void commit(byte[] payload) throws RocksDBException {
    byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(nextKey.getAndIncrement()).array();
    db.put(synced, key, payload);
  }

  @Override
  public void close() {
    db.close();
    synced.close();
    options.close();
  }
}

package io.ewig.jdbc.connection;

import io.ewig.jdbc.error.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.ShardingKey;
import java.util.Map;

/** Refuses what there is nothing behind for, with HYC00. */
interface WhatIsMissing extends Connection {

  private static SQLException shards() {
    return SqlState.UNSUPPORTED.error("there are no shards");
  }

  @Override
  default SQLXML createSQLXML() throws SQLException {
    throw SqlState.UNSUPPORTED.error("there are no values of type XML");
  }

  @Override
  default Map<String, Class<?>> getTypeMap() throws SQLException {
    return new java.util.HashMap<>();
  }

  @Override
  default void setTypeMap(Map<String, Class<?>> types) throws SQLException {
    if (types != null && !types.isEmpty()) {
      throw SqlState.UNSUPPORTED.error("types cannot be mapped to classes by name");
    }
  }

  @Override
  default boolean setShardingKeyIfValid(ShardingKey key, int timeout) throws SQLException {
    throw shards();
  }

  @Override
  default boolean setShardingKeyIfValid(ShardingKey key, ShardingKey superKey, int timeout)
      throws SQLException {
    throw shards();
  }

  @Override
  default void setShardingKey(ShardingKey key) throws SQLException {
    throw shards();
  }

  @Override
  default void setShardingKey(ShardingKey key, ShardingKey superKey) throws SQLException {
    throw shards();
  }
}

package io.ewig.sqltests.client.entity;

/** Of a plant's petals. */
public enum Colour {
  RED,
  WHITE
}

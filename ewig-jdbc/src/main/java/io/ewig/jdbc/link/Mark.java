package io.ewig.jdbc.link;

/** A point in a transaction; only the link that made it knows what it stands for. */
public interface Mark {
  String name();
}

package io.ewig.jdbc.link;

/** What a session can be told to do by default. */
public enum Setting {
  BRANCH,
  SCHEMA,
  SEARCH_PATH,
  AS_OF,
  VALID_AT,
  READ_ONLY,
  TIME_ZONE,
  APPLICATION_NAME
}

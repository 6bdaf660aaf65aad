package io.ewig.server.user;

import io.ewig.engine.crypt.PasswordHash;

/** Somebody who may log in. */
public record User(String name, PasswordHash password) {}

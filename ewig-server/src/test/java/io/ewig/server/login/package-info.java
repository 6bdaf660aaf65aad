@org.jspecify.annotations.NullMarked
package io.ewig.server.login;

package io.ewig.server.http;

import org.eclipse.jetty.http.HttpStatus;

/** What is said, on one line, to whoever sends what Jetty does not take for a request. */
final class NoRequest {

  private NoRequest() {}

  /**
   * @param status that it gets
   */
  static String text(int status, HttpLimits limits) {
    return switch (status) {
      case HttpStatus.URI_TOO_LONG_414, HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
          "the first line and the headers of a request have "
              + limits.headerBytesMax()
              + " bytes at most, all together";
      case HttpStatus.EXPECTATION_FAILED_417 -> "nothing can be expected but 100-continue";
      case HttpStatus.UPGRADE_REQUIRED_426, HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 ->
          "the version of HTTP that is spoken here is 1.1";
      default -> "no HTTP request that is understood here";
    };
  }
}

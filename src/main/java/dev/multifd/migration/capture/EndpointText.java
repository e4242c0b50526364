package dev.multifd.migration.capture;

import dev.multifd.io.Endpoint;

/** A place to listen at or to connect to, as people write it down. */
final class EndpointText {
  private static final String LOOPBACK = "127.0.0.1";

  private EndpointText() {}

  /**
   * Reads {@code HOST:PORT}, {@code tcp:HOST:PORT}, {@code unix:PATH}, or a port alone, which is
   * one of the loopback interface.
   *
   * @throws IllegalArgumentException naming parameter and text, and what would be understood
   */
  static Endpoint parse(String parameter, String text) {
    try {
      return text.matches("\\d{1,5}")
          ? new Endpoint.Tcp(LOOPBACK, Integer.parseInt(text))
          : Endpoint.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          parameter + " is '" + text + "': give a port, HOST:PORT or unix:PATH; " + e.getMessage(),
          e);
    }
  }
}

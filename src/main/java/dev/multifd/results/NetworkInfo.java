package dev.multifd.results;

import org.jspecify.annotations.Nullable;

/**
 * Socket buffer limits, which bound what a channel can have in flight. Null is unknown.
 *
 * @param tcpRmem minimum, default and maximum receive buffer of a TCP socket, in bytes
 * @param tcpWmem minimum, default and maximum send buffer of a TCP socket, in bytes
 * @param rmemMaxBytes largest receive buffer an application may ask for
 * @param wmemMaxBytes largest send buffer an application may ask for
 */
public record NetworkInfo(
    @Nullable String tcpRmem,
    @Nullable String tcpWmem,
    @Nullable Long rmemMaxBytes,
    @Nullable Long wmemMaxBytes) {

  static NetworkInfo read(HostFiles host) {
    return new NetworkInfo(
        triple(host.text("proc/sys/net/ipv4/tcp_rmem")),
        triple(host.text("proc/sys/net/ipv4/tcp_wmem")),
        host.number("proc/sys/net/core/rmem_max"),
        host.number("proc/sys/net/core/wmem_max"));
  }

  private static @Nullable String triple(@Nullable String text) {
    return text == null ? null : text.replaceAll("\\s+", " ");
  }
}

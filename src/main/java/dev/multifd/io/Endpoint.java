package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Where a migration listens or connects to, written as QEMU writes it: see {@link #parse}. */
public sealed interface Endpoint {

  /** A TCP host and port; port 0 lets the kernel choose. */
  record Tcp(String host, int port) implements Endpoint {
    public Tcp {
      if (port < 0 || port > 65535) {
        throw new IllegalArgumentException("port " + port + " is not in 0..65535");
      }
    }

    @Override
    public String toString() {
      return "tcp:" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /** A Unix stream socket's path, at most 107 bytes. */
  record Unix(Path path) implements Endpoint {
    /** Most bytes of a path in {@code sockaddr_un}, without the NUL. */
    static final int MAX_PATH_BYTES = 107;

    public Unix {
      int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
      if (length > MAX_PATH_BYTES) {
        throw new IllegalArgumentException(
            "the socket path has " + length + " bytes, at most " + MAX_PATH_BYTES + ": " + path);
      }
    }

    @Override
    public String toString() {
      return "unix:" + path;
    }
  }

  /**
   * Reads {@code tcp:HOST:PORT}, {@code HOST:PORT} or {@code unix:PATH}.
   *
   * @throws IllegalArgumentException naming the text and the forms that are understood
   */
  static Endpoint parse(String text) {
    if (text.startsWith("unix:") && text.length() > 5) {
      return new Unix(Path.of(text.substring(5)));
    }
    String rest = text.toLowerCase(Locale.ROOT).startsWith("tcp:") ? text.substring(4) : text;
    int colon = rest.lastIndexOf(':');
    if (colon > 0 && rest.substring(colon + 1).matches("\\d{1,5}")) {
      String host = rest.substring(0, colon);
      if (host.startsWith("[") && host.endsWith("]")) {
        host = host.substring(1, host.length() - 1);
      }
      return new Tcp(host, Integer.parseInt(rest.substring(colon + 1)));
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no endpoint: use tcp:HOST:PORT or unix:PATH");
  }

  /** Whether the peer is on this machine: a Unix socket, or a loopback address. */
  default boolean isLocal() throws UnknownHostException {
    return switch (this) {
      case Unix _ -> true;
      case Tcp(String host, int _) -> InetAddress.getByName(host).isLoopbackAddress();
    };
  }

  /**
   * The address family for {@code socket(2)} and the bytes for {@code bind} and {@code connect}.
   */
  default MemorySegment socketAddress(Arena arena) throws UnknownHostException {
    return switch (this) {
      case Unix(Path path) -> {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        MemorySegment address = arena.allocate(2L + name.length + 1, 8);
        address.set(JAVA_SHORT, 0, (short) StreamSocket.AF_UNIX);
        MemorySegment.copy(name, 0, address, JAVA_BYTE, 2, name.length);
        yield address;
      }
      case Tcp(String host, int port) -> {
        InetAddress ip = InetAddress.getByName(host);
        boolean v4 = ip instanceof Inet4Address;
        byte[] raw = ip.getAddress();
        MemorySegment address = arena.allocate(v4 ? 16 : 28, 8);
        address.set(JAVA_SHORT, 0, (short) (v4 ? StreamSocket.AF_INET : StreamSocket.AF_INET6));
        address.set(
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 2, (short) port);
        MemorySegment.copy(raw, 0, address, JAVA_BYTE, v4 ? 4 : 8, raw.length);
        yield address;
      }
    };
  }
}

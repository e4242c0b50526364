package dev.multifd.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * {@code sendmsg} with {@code MSG_ZEROCOPY} on one TCP socket, and the kernel's word on which
 * calls' memory it has done with (Documentation/networking/msg_zerocopy.rst). Calls are counted
 * from 1. One thread uses it.
 */
final class ZeroCopySends {
  private static final int SOL_SOCKET = 1;
  private static final int SO_ZEROCOPY = 60;
  private static final int MSG_ERRQUEUE = 0x2000;
  private static final int MSG_ZEROCOPY = 0x4000000;
  private static final int ORIGIN_ZEROCOPY = 5;
  private static final int CODE_COPIED = 1;
  private static final short POLLHUP = 16;
  private static final int POLL_MS = 100;

  private static final int MSGHDR_BYTES = 56;
  private static final int MSGHDR_IOV = 16;
  private static final int MSGHDR_IOVLEN = 24;
  private static final int MSGHDR_CONTROL = 32;
  private static final int MSGHDR_CONTROLLEN = 40;
  private static final int CONTROL_BYTES = 128;
  private static final int CMSG_DATA = 16;
  private static final int ERR_ORIGIN = CMSG_DATA + 4;
  private static final int ERR_CODE = CMSG_DATA + 6;
  private static final int ERR_INFO = CMSG_DATA + 8;
  private static final int ERR_DATA = CMSG_DATA + 12;

  private static final MethodHandle SENDMSG =
      Libc.longCall("sendmsg", JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle RECVMSG =
      Libc.longCall("recvmsg", JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle POLL = Libc.intCall("poll", JAVA_LONG, JAVA_LONG, JAVA_INT);

  private final int fd;
  private final String peer;
  private final BooleanSupplier ended;
  private final MemorySegment message = Arena.ofAuto().allocate(MSGHDR_BYTES, 8);
  private final MemorySegment completion = Arena.ofAuto().allocate(MSGHDR_BYTES, 8);
  private final MemorySegment control = Arena.ofAuto().allocate(CONTROL_BYTES, 8);
  private final MemorySegment poll = Arena.ofAuto().allocate(8, 8);

  /** Ends of ranges of calls that were done with before earlier ones, by their first call. */
  private final Map<Long, Long> early = new HashMap<>();

  private long calls;
  private long done;
  private long copiedCalls;

  /**
   * @param ended whether the socket was shut down from this side
   * @throws IllegalArgumentException if the socket is of a kind that cannot
   */
  ZeroCopySends(int fd, String peer, BooleanSupplier ended) {
    this.fd = fd;
    this.peer = peer;
    this.ended = ended;
    poll.set(JAVA_INT, 0, fd);
    try {
      StreamSocket.setOption(fd, SOL_SOCKET, SO_ZEROCOPY, 1);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "packing zero-copy needs TCP sockets on Linux 4.14 or newer: " + e.getMessage(), e);
    }
  }

  /**
   * Sends what the entries hold, or as much as the kernel takes. Where it lacks the memory to keep
   * track of the call, it is first reminded of those that it is done with, and then asked to copy.
   *
   * @return bytes sent
   */
  long send(long iovAddress, long entries) throws SystemCallException {
    message.set(JAVA_LONG, MSGHDR_IOV, iovAddress);
    message.set(JAVA_LONG, MSGHDR_IOVLEN, entries);
    while (true) {
      long sent = call(SENDMSG, message, MSG_ZEROCOPY);
      if (sent >= 0) {
        calls++;
        return sent;
      }
      int errno = Libc.errno();
      if (errno == Errno.ENOBUFS) {
        if (calls == done) {
          return sendCopied();
        }
        await(done + 1);
      } else if (errno != Errno.EINTR) {
        throw new SystemCallException("sendmsg", peer, errno);
      }
    }
  }

  private long sendCopied() throws SystemCallException {
    while (true) {
      long sent = call(SENDMSG, message, 0);
      if (sent >= 0) {
        copiedCalls++;
        return sent;
      }
      if (Libc.errno() != Errno.EINTR) {
        throw new SystemCallException("sendmsg", peer, Libc.errno());
      }
    }
  }

  /** Calls so far. */
  long calls() {
    return calls;
  }

  /** Calls whose bytes were copied all the same: all of them, on loopback. */
  long copiedCalls() {
    return copiedCalls;
  }

  /** Waits until the kernel is done with the memory of the calls up to {@code call}. */
  void await(long call) throws SystemCallException {
    while (done < call) {
      if (!reap()) {
        waitForOne();
      }
    }
  }

  /** Takes one notice of the kernel's; false if there is none. */
  private boolean reap() throws SystemCallException {
    completion.set(JAVA_LONG, MSGHDR_CONTROL, control.address());
    completion.set(JAVA_LONG, MSGHDR_CONTROLLEN, CONTROL_BYTES);
    if (call(RECVMSG, completion, MSG_ERRQUEUE) < 0) {
      int errno = Libc.errno();
      if (errno == Errno.EAGAIN) {
        return false;
      }
      if (errno == Errno.EINTR) {
        return true;
      }
      throw new SystemCallException("recvmsg", peer, errno);
    }
    if (control.get(JAVA_BYTE, ERR_ORIGIN) == ORIGIN_ZEROCOPY) {
      long first = extend(control.get(JAVA_INT, ERR_INFO));
      long last = extend(control.get(JAVA_INT, ERR_DATA));
      if (control.get(JAVA_BYTE, ERR_CODE) == CODE_COPIED) {
        copiedCalls += last - first + 1;
      }
      complete(first, last);
    }
    return true;
  }

  /** The kernel counts calls from 0, in 32 bits; this is the call counted from 1. */
  private long extend(int id) {
    return done + 1 + Integer.toUnsignedLong(id - (int) done);
  }

  private void complete(long first, long last) {
    early.put(first, last);
    Long end = early.remove(done + 1);
    while (end != null) {
      done = end;
      end = early.remove(done + 1);
    }
  }

  private void waitForOne() throws SystemCallException {
    poll.set(JAVA_INT, 4, 0);
    int ready;
    try {
      ready = (int) POLL.invokeExact(Libc.errnoSegment(), poll.address(), 1L, POLL_MS);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
    if (ready < 0 && Libc.errno() != Errno.EINTR) {
      throw new SystemCallException("poll", peer, Libc.errno());
    }
    short events = poll.get(JAVA_SHORT, 6);
    boolean over = ended.getAsBoolean() || (events & POLLHUP) != 0;
    if (over && !reap()) {
      throw new SystemCallException("sendmsg", peer, Errno.EPIPE);
    }
  }

  private long call(MethodHandle call, MemorySegment header, int flags) {
    try {
      return (long) call.invokeExact(Libc.errnoSegment(), fd, header.address(), flags);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }
}

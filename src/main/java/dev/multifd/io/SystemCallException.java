package dev.multifd.io;

import java.io.IOException;

/** A Linux system call failed. The message names the call, what it was asked and errno's text. */
public final class SystemCallException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final int errno;

  /**
   * @param call the system call's name, such as {@code writev}
   * @param subject what it was applied to
   * @param errno the error number that it left
   */
  public SystemCallException(String call, String subject, int errno) {
    super(call + " " + subject + ": " + Libc.strerror(errno) + " (errno " + errno + ")");
    this.call = call;
    this.errno = errno;
  }

  /** Name of the call that failed. */
  public String call() {
    return call;
  }

  /** Its error number, one of {@link Errno}'s or another of Linux's. */
  public int errno() {
    return errno;
  }
}

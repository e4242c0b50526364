package dev.multifd.destination;

import dev.multifd.io.StreamSocket;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.qemufile.QemuFileWriter;
import dev.multifd.wire.ReturnPath;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a source is told on the return path, if it has opened one (QEMU {@code migrate_send_rp_*}).
 * One thread at a time uses it.
 */
final class Replies {
  private final StreamSocket socket;
  private final boolean switchoverAck;
  private @Nullable QemuFileWriter path;

  /**
   * @param switchoverAck whether the source waits for leave to stop its guest
   */
  Replies(StreamSocket socket, boolean switchoverAck) {
    this.socket = socket;
    this.switchoverAck = switchoverAck;
  }

  /** The source has opened it. */
  void open() throws IOException {
    QemuFileWriter opened = new QemuFileWriter(socket);
    path = opened;
    if (switchoverAck) {
      // Only devices could have something to do first, and none of them is loaded here.
      ReturnPath.writeSwitchoverAck(opened);
      opened.flush();
    }
  }

  boolean isOpen() {
    return path != null;
  }

  /** Answers a PING. */
  void pong(int value) throws IOException {
    QemuFileWriter opened = path;
    if (opened == null) {
      throw new MigrationException("PING without a return path");
    }
    ReturnPath.writePong(opened, value);
    opened.flush();
  }

  /**
   * Says that all is over.
   *
   * @param status 0 if the guest is here
   */
  void shut(int status) throws IOException {
    QemuFileWriter opened = path;
    if (opened != null) {
      ReturnPath.writeShut(opened, status);
      opened.flush();
    }
  }

  /** Whether the source has closed its connection. */
  boolean sourceHasLeft() {
    return socket.peerHasClosed();
  }
}

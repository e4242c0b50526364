package dev.multifd.source;

import dev.multifd.io.StreamSocket;
import dev.multifd.lifecycle.MigrationException;
import dev.multifd.qemufile.QemuFileReader;
import dev.multifd.wire.MainCommand;
import dev.multifd.wire.MainStreamEncoder;
import dev.multifd.wire.ReturnPath;
import java.io.EOFException;
import java.io.IOException;

/** How the source learns that the destination has loaded everything. */
public enum Confirmation {
  /** The destination is asked to say so on the same connection (QEMU {@code return-path}). */
  RETURN_PATH {
    @Override
    void request(MainStreamEncoder encoder) throws IOException {
      encoder.command(MainCommand.OPEN_RETURN_PATH);
      encoder.ping(PING_VALUE);
    }

    @Override
    void await(StreamSocket main) throws IOException {
      QemuFileReader returnPath = new QemuFileReader(main);
      try {
        while (!isShut(ReturnPath.read(returnPath))) {
          // PONG, and the consent to a switchover, are no news.
        }
      } catch (EOFException e) {
        throw new MigrationException(
            "the destination closed the connection and did not say that it has loaded the guest",
            e);
      }
    }

    private boolean isShut(ReturnPath.Message message) throws MigrationException {
      if (message.type() != ReturnPath.Type.SHUT) {
        return false;
      }
      if (message.value() != 0) {
        throw new MigrationException(
            "the destination failed to load the guest (status " + message.value() + ")");
      }
      return true;
    }
  },

  /**
   * It is not asked. It closes the connection when it has read everything, whether it could load it
   * or not.
   */
  END_OF_STREAM {
    @Override
    void request(MainStreamEncoder encoder) {}

    @Override
    void await(StreamSocket main) throws IOException {
      main.shutdownOutput();
      OrderlyEnd.await(main);
    }
  };

  private static final int PING_VALUE = 1;

  /** Asks for it, right after the configuration. */
  abstract void request(MainStreamEncoder encoder) throws IOException;

  /**
   * Waits for it, when everything is written.
   *
   * @throws MigrationException if the destination says that it failed
   */
  abstract void await(StreamSocket main) throws IOException;
}

package dev.multifd.source;

import dev.multifd.io.StreamSocket;
import dev.multifd.lifecycle.MigrationException;
import java.io.IOException;
import java.util.List;

/** What is done about the multifd channels when the destination has loaded everything. */
public enum Parting {
  /** They are closed: a destination that takes every channel has read them to their last SYNC. */
  CLOSE {
    @Override
    void part(List<StreamSocket> channels) {}
  },

  /**
   * Each must come to an orderly end: a QEMU that expects fewer channels drops the others without a
   * word, and is none the wiser for what it has lost.
   */
  AWAIT_PEER {
    @Override
    void part(List<StreamSocket> channels) throws IOException {
      channels.forEach(StreamSocket::shutdownOutput);
      for (int id = 0; id < channels.size(); id++) {
        try {
          OrderlyEnd.await(channels.get(id));
        } catch (IOException e) {
          throw new MigrationException(
              "the destination dropped channel " + id + " of " + channels.size() + " unread", e);
        }
      }
    }
  };

  /** Ends the channels, in the order of their numbers. */
  abstract void part(List<StreamSocket> channels) throws IOException;
}

package dev.multifd.migration;

import dev.multifd.io.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What joins the two ends when both are in this process. */
public enum Transport {
  /** TCP on the loopback interface, a port of the kernel's choice. */
  TCP {
    @Override
    public Endpoint endpoint() {
      return new Endpoint.Tcp("127.0.0.1", 0);
    }
  },
  /** Unix stream sockets. */
  UNIX {
    @Override
    public Endpoint endpoint() throws IOException {
      Path path = Files.createTempFile("multifd", ".sock");
      Files.delete(path);
      return new Endpoint.Unix(path);
    }
  };

  /** A fresh place to listen at. */
  public abstract Endpoint endpoint() throws IOException;
}

package dev.multifd.suite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file that JMH locks so that two of its runs do not share a machine. */
final class JmhLock {
  private JmhLock() {}

  /** Whether another JMH run holds the lock now. */
  static boolean isTaken() {
    if (Boolean.getBoolean("jmh.ignoreLock")) {
      return false;
    }
    try (FileChannel channel =
            FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException takenInThisJvm) {
      return true;
    } catch (IOException unreadable) {
      return false;
    }
  }

  static Path file() {
    return Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "jmh.lock");
  }
}

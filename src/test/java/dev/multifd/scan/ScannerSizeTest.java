package dev.multifd.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A vector scanner that C2 inlined into a large caller would take heap a page there. */
class ScannerSizeTest {
  /** C2 inlines no method of more bytes than this by default, however hot. */
  private static final int FREQ_INLINE_SIZE = 325;

  @ParameterizedTest
  @ValueSource(classes = {Vector128Scanner.class, Vector256Scanner.class, Vector512Scanner.class})
  void isTooLargeToBeInlined(Class<? extends ZeroPageScanner> scanner) throws IOException {
    try (InputStream file = scanner.getResourceAsStream(scanner.getSimpleName() + ".class")) {
      assertThat(file).isNotNull();
      var method =
          ClassFile.of().parse(file.readAllBytes()).methods().stream()
              .filter(it -> it.methodName().equalsString("isZero"))
              .findFirst()
              .orElseThrow();
      assertThat(((CodeAttribute) method.code().orElseThrow()).codeLength())
          .as("bytes of isZero")
          .isGreaterThan(FREQ_INLINE_SIZE);
    }
  }
}

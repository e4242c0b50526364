package dev.multifd.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JmhJsonTest {

  @Test
  void joinsForksIntoTheEntryJmhWouldHaveWritten() throws JsonProcessingException {
    JsonNode first = fork("[1.0, 2.0]", "[10.0, 20.0]");
    JsonNode untouched = first.deepCopy();

    JsonNode merged = JmhJson.merge(Arrays.asList(first, null, fork("[3.0, 6.0]", "[30.0, 40.0]")));

    assertThat(merged).isNotNull();
    assertThat(merged.path("forks").intValue()).isEqualTo(2);
    JsonNode primary = merged.path("primaryMetric");
    assertThat(primary.path("rawData")).hasToString("[[1.0,2.0],[3.0,6.0]]");
    assertThat(primary.path("score").doubleValue()).isEqualTo(3.0);
    assertThat(primary.path("scorePercentiles").path("0.0").doubleValue()).isEqualTo(1.0);
    assertThat(primary.path("scorePercentiles").path("100.0").doubleValue()).isEqualTo(6.0);
    double error = primary.path("scoreError").doubleValue();
    // Student's t for 3 degrees of freedom at 0.9995 is 12.924; the standard error is 1.0801.
    assertThat(error).isCloseTo(13.959, within(0.001));
    assertThat(primary.path("scoreConfidence").path(0).doubleValue())
        .isCloseTo(3.0 - error, within(1e-9));
    assertThat(first).isEqualTo(untouched);
  }

  @Test
  void eventsAreThoseOfAMeanShot() throws JsonProcessingException {
    JsonNode merged =
        JmhJson.merge(List.of(fork("[1.0]", "[10.0, 20.0]"), fork("[1.0]", "[30.0]")));

    assertThat(merged).isNotNull();
    JsonNode events = merged.path("secondaryMetrics").path("normalPages");
    assertThat(events.path("score").doubleValue()).isEqualTo(20.0);
    assertThat(events.path("scoreError").doubleValue()).isPositive();
    assertThat(events.path("rawData")).hasToString("[[10.0,20.0],[30.0]]");
  }

  @Test
  void oneValueHasNoErrorAndJsonNoNaN() throws JsonProcessingException {
    JsonNode merged = JmhJson.merge(List.of(fork("[1.0]", "[10.0]")));

    assertThat(merged).isNotNull();
    assertThat(merged.path("primaryMetric").path("scoreError").textValue()).isEqualTo("NaN");
  }

  @Test
  void aCellThatNeverMeasuredHasNoEntry() {
    assertThat(JmhJson.merge(Arrays.asList(null, null))).isNull();
    assertThat(JmhJson.array(List.of())).isEmpty();
  }

  private static JsonNode fork(String samples, String events) throws JsonProcessingException {
    return ResultJson.readTree(
        """
        {"benchmark": "b.m", "mode": "ss", "forks": 1,
         "primaryMetric": {"score": 0.0, "scoreError": "NaN", "scoreConfidence": [0, 0],
           "scorePercentiles": {"0.0": 0, "100.0": 0}, "scoreUnit": "ms/op", "rawData": [%s]},
         "secondaryMetrics": {"normalPages": {"score": 0.0, "scoreError": "NaN",
           "scoreConfidence": [0, 0], "scoreUnit": "#", "rawData": [%s]}}}
        """
            .formatted(samples, events));
  }
}

package dev.multifd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifd.migration.Scenario;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OptionNamesTest {

  /** The names are made by rule, so the rule is held against the options there are. */
  @Test
  void everyParameterHasTheOptionOfThatName() {
    assertThat(Scenario.DEFAULTS.keySet().stream().map(OptionNames::of))
        .isSubsetOf(new CommandLine(new MigrateCommand()).getCommandSpec().optionsMap().keySet());
  }

  @Test
  void onlyAParameterAtTheBeginningIsReplaced() {
    assertThat(OptionNames.inMessage("guestSize is 'x': give guestSize"))
        .isEqualTo("--guest-size is 'x': give guestSize");
    assertThat(OptionNames.inMessage("downtimeLimitMs is 'x'"))
        .isEqualTo("--downtime-limit is 'x'");
    assertThat(OptionNames.inMessage("guests differ")).isEqualTo("guests differ");
  }
}

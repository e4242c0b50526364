package dev.multifd.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multifd.results.ResultJson;
import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void textsAndAttributesAreEscaped() {
    assertThat(new Html().element("p", "a < b & \"c\" 'd' >\0", "title", "\"><script>'").document())
        .isEqualTo(
            "<!DOCTYPE html>\n<p title=\"&quot;&gt;&lt;script&gt;&#39;\">a &lt; b &amp;"
                + " &quot;c&quot; &#39;d&#39; &gt;\uFFFD</p>\n");
  }

  @Test
  void verbatimContentCannotEndItsElement() {
    Html html = new Html();
    assertThatThrownBy(() -> html.verbatim("script", "'</SCRIPT>'"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> html.verbatim("script", "<!-- <script>"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsOpenIsNoDocument() {
    assertThatThrownBy(() -> new Html().open("p").document())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void jsonForAScriptHasNothingOfHtmlAndIsTheSame() throws JsonProcessingException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("</script>", "<!--&\u2028\u2029]]> \\u003c \" \\");
    String text = ScriptJson.of(json);
    assertThat(text).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    assertThat(ResultJson.readTree(text)).isEqualTo(json);
  }
}

package hms.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarkupTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain text",
        "<p>one<br>two</p>",
        "<ul><li><strong>a</strong></li><li><em>b</em></li></ul>",
        "<h3>Care</h3><blockquote><p>H<sub>2</sub>O</p></blockquote>",
        "1 &lt; 2 &amp;&amp; 2 &gt; 1 &quot;yes&quot; &#39;no&#39;"
      })
  void what_descriptions_need_is_accepted(String html) {
    var fault = Markup.fault(html);

    assertThat(fault).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<div>a</div>",
        "<a>a</a>",
        "<p onclick=x>a</p>",
        "<p >a</p>",
        "<P>a</P>",
        "<br/>",
        "</br>",
        "<p><!-- a --></p>",
        "<![CDATA[a]]>",
        "<p>a",
        "a</p>",
        "<b><i>a</b></i>",
        "<p>a</p></p>",
        "1 < 2",
        "2 > 1",
        "Tom & Ana",
        "&nbsp;",
        "&#x3c;script&#x3e;",
        "&#60;",
        "<",
        "<p"
      })
  void everything_else_is_named(String html) {
    var fault = Markup.fault(html);

    assertThat(fault).isPresent();
  }
}

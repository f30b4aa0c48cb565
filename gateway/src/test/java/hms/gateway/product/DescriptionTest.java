package hms.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Markup;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class DescriptionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <p>Round.</p>                      | <p>Round.</p>                     | false
          <P>Round.</P>                      | <p>Round.</p>                     | false
          a<br/>b                            | a<br>b                            | false
          <p>Round.                          | <p>Round.</p>                     | false
          <p>a & b &amp; 1 < 2</p>           | <p>a &amp; b &amp; 1 &lt; 2</p>   | false
          <p>&nbsp;it&#8217;s &copy;</p>     | <p> it’s &amp;copy;</p>           | false
          <ul><li>a<li>b</ul>                | <ul><li>a<li>b</li></li></ul>     | false
          <p class='x'>Round</p>             | <p>Round</p>                      | true
          <a href='x'>Round</a>              | Round                             | true
          a</b>b<i>c</i>                     | ab<i>c</i>                        | true
          <script>x()</script>a<i>b</i>      | a<i>b</i>                         | true
          a<STYLE>b</style><i>c</i>          | a<i>c</i>                         | true
          <b>a</b><script>never ends         | <b>a</b>                          | true
          <b>a</b><!-- b --><i>c</i>         | <b>a</b><i>c</i>                  | true
          Round & 1 < 2                      | <p>Round &amp; 1 &lt; 2</p>       | false
          """)
  void only_what_may_be_shown_is_left(String written, String html, boolean removed) {
    assertThat(Description.clean(written, 100))
        .isEqualTo(new Description.Clean(html, removed, false));
  }

  @Test
  void plain_text_becomes_paragraphs_at_blank_lines() {
    assertThat(Description.clean("one\r\nstill one\n \n\ntwo", 100).html())
        .isEqualTo("<p>one\nstill one</p>\n<p>two</p>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Round.                             | Round.
          <p>Round &amp; <b>red</b></p>      | <p>Round &amp; <b>red</b></p>
          Round & red                        | <p>Round &amp; red</p>
          <p class='x'>Round</p>             | <p>Round</p>
          '<p>a<script>x()</script></p>'     | <p>a</p>
          """)
  void what_can_be_shown_stays_as_it_was_sent(String written, String html) {
    assertThat(Description.tidy(written)).isEqualTo(html);
  }

  @Test
  void typed_paragraphs_are_kept_apart() {
    assertThat(Description.tidy("one\n\ntwo")).isEqualTo("<p>one</p>\n<p>two</p>");
  }

  @Test
  void what_is_too_long_is_cut_and_still_well_nested() {
    assertThat(Description.clean("<p><b>abcdefghijklmnopqrstuvwxyz</b></p>", 20))
        .isEqualTo(new Description.Clean("<p><b>abcdef</b></p>", false, true));
  }

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void whatever_is_written_the_strict_reader_accepts_the_rest(long seed) {
    var pieces =
        List.of(
            "<", ">", "</", "p", "b", "br", "script", "&", "amp;", "&#39;", " x='", "<!--", "-->",
            "\n\n", "ä", "<p>", "</p>", "<b>", "</b>", "/>", "&nbsp;");
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(30); n > 0; n--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      var clean = Description.clean(text.toString(), 60);
      assertThat(Markup.fault(clean.html())).as("seed %d: %s", seed, text).isEmpty();
      assertThat(clean.html().length()).isLessThanOrEqualTo(60);
    }
  }
}

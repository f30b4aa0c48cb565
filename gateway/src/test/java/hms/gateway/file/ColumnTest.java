package hms.gateway.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import hms.gateway.file.Column.Kind;
import hms.storage.DomainJson;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cell says is what was written into it, and no program takes it for a formula. */
final class ColumnTest {
  private static final Column NAME = new Column("name", Kind.TEXT);

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+49 30", "-5", "@sum", "\tx", "'quoted'", "''=x", "plain", "a=b", " ="})
  void text_comes_back_as_it_was_and_begins_no_formula(String text) {
    var cell = NAME.cell(DomainJson.object().put("name", text));

    assertThat(cell).doesNotStartWith("=").doesNotStartWith("+").doesNotStartWith("-");
    assertThat(cell).doesNotStartWith("@").doesNotStartWith("\t");
    assertThat(NAME.value(cell)).contains(TextNode.valueOf(text));
  }

  @Test
  void members_of_members_have_a_column_each_and_lists_are_json() {
    var row = DomainJson.object().put("oid", "x");
    row.putObject("content").put("weight", -7).putArray("images").addObject().put("primary", true);
    var columns =
        List.of(
            new Column("content.weight", Kind.WHOLE),
            new Column("content.images", Kind.JSON),
            new Column("content.size", Kind.TEXT));

    var text = new RowText(Format.CSV, columns, Set.of());

    assertThat(text.head().toString()).isEqualTo("content.weight,content.images,content.size\r\n");
    assertThat(text.rows(List.of(row)).toString())
        .isEqualTo("-7,\"[{\"\"primary\"\":true}]\",\r\n");
    assertThat(columns.get(1).value("[{\"primary\":true}]")).contains(row.at("/content/images"));
    assertThat(columns.get(0).value("-7")).contains(row.at("/content/weight"));
  }

  @Test
  void what_is_not_of_the_kind_is_nothing() {
    assertThat(new Column("n", Kind.WHOLE).value("1.5")).isEmpty();
    assertThat(new Column("n", Kind.WHOLE).value("9".repeat(40))).isEmpty();
    assertThat(new Column("n", Kind.FLAG).value("yes")).isEmpty();
    assertThat(new Column("n", Kind.JSON).value("[1")).isEmpty();
    assertThat(new Column("n", Kind.JSON).value("1,\"other\":2")).isEmpty();
    assertThat(new Column("n", Kind.JSON).value("{\"a\":1,\"a\":2}")).isEmpty();
  }
}

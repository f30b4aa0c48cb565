package hms.gateway.export;

import static org.assertj.core.api.Assertions.assertThat;

import hms.gateway.Operations;
import hms.gateway.artisan.ArtisanExports;
import hms.gateway.contract.Contract;
import hms.gateway.file.Column;
import hms.gateway.http.Api;
import hms.gateway.order.OrderExports;
import hms.gateway.product.ProductExports;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is taken away whole is what is read page by page, by the same rules. */
final class ExportablesTest {
  static Stream<Exportable<?>> all() {
    return Stream.of(ProductExports.all(), ArtisanExports.all(), OrderExports.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("all")
  void it_needs_the_permission_of_its_list_and_takes_the_same_filters(Exportable<?> list) {
    var route =
        Operations.all()
            .filter(each -> each.call().equals("GET " + Api.ROOT + "/" + list.resource()))
            .findFirst()
            .orElseThrow();

    assertThat(list.needed()).isEqualTo(route.permission());
    assertThat(route.parameters()).containsAll(list.listing().parameters());
  }

  @ParameterizedTest
  @MethodSource("all")
  void as_a_table_it_has_its_id_and_version(Exportable<?> list) {
    var names = Contract.load().columns(list.resource()).stream().map(Column::name).toList();

    assertThat(names).contains("oid", "version").doesNotHaveDuplicates();
  }

  @Test
  void amounts_have_columns_of_their_own_and_lists_one() {
    var columns = Contract.load().columns("products");

    assertThat(columns)
        .contains(
            new Column("content.price.amount", Column.Kind.WHOLE),
            new Column("content.price.currency", Column.Kind.TEXT),
            new Column("content.images", Column.Kind.JSON),
            new Column("content.metadata", Column.Kind.JSON),
            new Column("available", Column.Kind.FLAG));
  }
}

package hms.domain.product;

import hms.domain.Money;
import hms.domain.WireName;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of {@link ProductContent}, so that one can be changed, compared and named alone. */
public enum ContentField implements WireName {
  NAME(String.class, ProductContent::name),
  SUMMARY(String.class, ProductContent::summary),
  DESCRIPTION(String.class, ProductContent::description),
  METADATA(Map.class, ProductContent::metadata),
  PRICE(Money.class, ProductContent::price),
  SHIPPING_WEIGHT(Integer.class, ProductContent::shippingWeight),
  HEIGHT(Integer.class, ProductContent::height),
  LENGTH(Integer.class, ProductContent::length),
  WIDTH(Integer.class, ProductContent::width),
  SIZE(String.class, ProductContent::size),
  IMAGES(List.class, ProductContent::images);

  private final Class<?> type;
  private final Function<ProductContent, @Nullable Object> reader;

  ContentField(Class<?> type, Function<ProductContent, @Nullable Object> reader) {
    this.type = type;
    this.reader = reader;
  }

  public Class<?> type() {
    return type;
  }

  public @Nullable Object of(ProductContent content) {
    return reader.apply(content);
  }
}

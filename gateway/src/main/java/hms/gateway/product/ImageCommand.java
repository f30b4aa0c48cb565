package hms.gateway.product;

import hms.domain.product.ProductImage;
import hms.domain.product.ProductImage.Size;
import hms.storage.pg.PgImageStore.Rendition;
import java.util.Map;

/** Keeps a picture that an artisan has sent, in all sizes. */
public record ImageCommand(ProductImage image, Map<Size, Rendition> sizes) {}

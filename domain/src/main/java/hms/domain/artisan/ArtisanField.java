package hms.domain.artisan;

import hms.domain.Actor;
import hms.domain.PostalAddress;
import hms.domain.WireName;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of an {@link Artisan} that people write, and who may write which. */
public enum ArtisanField implements WireName {
  HONORIFIC(String.class, Writer.BOTH, a -> a.profile().honorific()),
  GIVEN_NAME(String.class, Writer.BOTH, a -> a.profile().givenName()),
  MIDDLE_NAME(String.class, Writer.BOTH, a -> a.profile().middleName()),
  FAMILY_NAME(String.class, Writer.BOTH, a -> a.profile().familyName()),
  SUFFIX(String.class, Writer.BOTH, a -> a.profile().suffix()),
  COMPANY_NAME(String.class, Writer.BOTH, a -> a.profile().companyName()),
  PHONE(String.class, Writer.BOTH, a -> a.profile().phone()),
  WEBSITE(String.class, Writer.BOTH, a -> a.profile().website()),
  BUSINESS_ADDRESS(PostalAddress.class, Writer.BOTH, a -> a.profile().businessAddress()),
  EMAIL(String.class, Writer.OFFICE, a -> a.profile().email()),
  PENDING_EMAIL(String.class, Writer.MAKER, Artisan::pendingEmail),
  AWAY_FROM(LocalDate.class, Writer.BOTH, a -> a.terms().awayFrom()),
  AWAY_TO(LocalDate.class, Writer.BOTH, a -> a.terms().awayTo()),
  LINK(ArtisanTerms.Link.class, Writer.BOTH, a -> a.terms().link()),
  NOTES(String.class, Writer.OFFICE, a -> a.terms().notes());

  private enum Writer {
    BOTH,
    OFFICE,
    MAKER
  }

  private final Class<?> type;
  private final Writer writer;
  private final Function<Artisan, @Nullable Object> reader;

  ArtisanField(Class<?> type, Writer writer, Function<Artisan, @Nullable Object> reader) {
    this.type = type;
    this.writer = writer;
    this.reader = reader;
  }

  public Class<?> type() {
    return type;
  }

  public @Nullable Object of(Artisan artisan) {
    return reader.apply(artisan);
  }

  /** An artisan names its e-mail too: a new one then waits, see {@link Artisan#update}. */
  public boolean writableBy(Actor actor) {
    boolean maker = actor instanceof Actor.Maker;
    return writer == Writer.BOTH || this == EMAIL || maker == (writer == Writer.MAKER);
  }
}

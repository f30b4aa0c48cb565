package hms.gateway.order;

import hms.domain.PostalAddress;
import hms.domain.artisan.Artisan;
import hms.domain.order.OrderLine;
import hms.domain.order.UnitLedger.Bucket;
import hms.domain.order.WorkOrder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/**
 * The paper that goes into a parcel: from whom, to whom, what is in it. A PDF of A4 pages with its
 * font in it. What the font has no sign for stands as a box, and the page says so. Blocking.
 */
final class PackingSlip {
  private static final String FONT = "DejaVuSans.ttf";
  private static final BaseFont SIGNS = signs();
  private static final int MISSING = '\u25A1';
  private static final float MARGIN = 50;
  private static final Font LARGE = new Font(SIGNS, 18);
  private static final Font PLAIN = new Font(SIGNS, 11);
  private static final Font SMALL = new Font(SIGNS, 8);
  private static final float GAP = 14;

  private final WorkOrder work;
  private final Artisan maker;
  private boolean incomplete;

  private PackingSlip(WorkOrder work, Artisan maker) {
    this.work = work;
    this.maker = maker;
  }

  /** The slip of all pieces that are accepted or have left. */
  static byte[] of(WorkOrder work, Artisan maker) {
    return new PackingSlip(work, maker).written();
  }

  private byte[] written() {
    var bytes = new ByteArrayOutputStream();
    try (var page = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN)) {
      PdfWriter.getInstance(page, bytes);
      page.addTitle("Packing slip " + work.reference());
      page.addCreator("HMS");
      page.open();
      page.add(parties());
      page.add(pieces());
      page.add(remarks());
    }
    return bytes.toByteArray();
  }

  private PdfPTable parties() {
    var table = table(1, 1);
    table.addCell(cell("Packing slip " + work.reference(), LARGE, 2));
    table.addCell(cell("From", SMALL, 1));
    table.addCell(cell("To", SMALL, 1));
    String sender = lines(maker.profile().displayName(), maker.profile().businessAddress());
    table.addCell(cell(sender, PLAIN, 1));
    table.addCell(cell(lines(work.shipToName(), work.shipTo()), PLAIN, 1));
    return table;
  }

  private PdfPTable pieces() {
    var table = table(1, 6);
    table.setHeaderRows(1);
    table.addCell(cell("Pieces", SMALL, 1));
    table.addCell(cell("What", SMALL, 1));
    for (var line : work.lines()) {
      int pieces = pieces(line);
      if (pieces == 0) continue;
      table.addCell(ruled(Integer.toString(pieces)));
      table.addCell(ruled(line.snapshot().name()));
    }
    return table;
  }

  private PdfPTable remarks() {
    var table = table(1);
    if (work.note() != null) table.addCell(cell(work.note(), PLAIN, 1));
    if (incomplete) {
      String remark = "\u25A1 stands for a character that cannot be printed here.";
      table.addCell(cell(remark, SMALL, 1));
    }
    return table;
  }

  private static int pieces(OrderLine line) {
    return line.units().in(Bucket.ACCEPTED) + line.units().out();
  }

  private static String lines(String name, PostalAddress at) {
    String country = Locale.of("", at.country()).getDisplayCountry(Locale.ENGLISH);
    return Stream.of(
            name,
            at.streetAddress(),
            at.buildingAddress(),
            at.postalCode() + " " + at.city(),
            at.region(),
            country)
        .filter(Objects::nonNull)
        .collect(Collectors.joining("\n"));
  }

  private static PdfPTable table(float... widths) {
    var table = new PdfPTable(widths);
    table.setWidthPercentage(100);
    table.setSpacingAfter(GAP);
    return table;
  }

  private PdfPCell ruled(String text) {
    var cell = cell(text, PLAIN, 1);
    cell.setBorder(Rectangle.TOP);
    return cell;
  }

  /** By the direction of its first strong letter: names may be written from the right. */
  private PdfPCell cell(String text, Font font, int columns) {
    var cell = new PdfPCell(new Phrase(printable(text), font));
    cell.setBorder(Rectangle.NO_BORDER);
    cell.setColspan(columns);
    cell.setPadding(4);
    cell.setRunDirection(PdfWriter.RUN_DIRECTION_DEFAULT);
    return cell;
  }

  private String printable(@Nullable String text) {
    var printable = new StringBuilder();
    Objects.requireNonNullElse(text, "")
        .codePoints()
        .forEach(sign -> printable.appendCodePoint(shown(sign) ? sign : missing()));
    return printable.toString();
  }

  private static boolean shown(int sign) {
    return sign == '\n' || (Character.isBmpCodePoint(sign) && SIGNS.charExists(sign));
  }

  private int missing() {
    incomplete = true;
    return MISSING;
  }

  /** All signs that there are; only those that are used go into a document. */
  private static BaseFont signs() {
    try (InputStream in = PackingSlip.class.getResourceAsStream("/fonts/" + FONT)) {
      byte[] bytes = Objects.requireNonNull(in, FONT).readAllBytes();
      return BaseFont.createFont(
          FONT, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, BaseFont.CACHED, bytes, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.Bodies;
import hms.TestMaker;
import hms.TestOffice;
import hms.Together;
import hms.domain.Role;
import hms.storage.DomainJson;
import java.io.IOException;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openpdf.text.PageSize;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

/** The paper that goes into a parcel. */
class SlipIT {
  private static TestMaker maker;
  private static UUID product;

  @BeforeAll
  static void offer() {
    maker = TestMaker.enrolled();
    product = maker.sells(100);
  }

  @Test
  void it_says_from_whom_to_whom_and_what() throws IOException {
    var work = accepted("Лена Brandt-Γεωργίου", "Ærøskøbing 7");

    var slip = maker.ask(Ask.get(work + "/slip")).good();

    assertThat(slip.header("Content-Type")).contains("application/pdf");
    assertThat(slip.header("Cache-Control")).contains("no-store");
    assertThat(slip.header("Content-Disposition").orElseThrow())
        .matches("inline; filename=\"[0-9-]+\\.pdf\"");
    try (var pdf = new PdfReader(slip.bytes())) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(1);
      assertThat(pdf.getPageSize(1).getWidth()).isEqualTo(PageSize.A4.getWidth());
      assertThat(pdf.getPageSize(1).getHeight()).isEqualTo(PageSize.A4.getHeight());
      assertThat(text(pdf))
          .contains("Packing slip", "Mira", "Panajachel", "Guatemala", "Oak bowl")
          .contains("Лена Brandt-Γεωργίου", "Ærøskøbing 7")
          .doesNotContain("cannot be printed");
    }
  }

  @Test
  void what_the_font_has_no_sign_for_is_a_box_and_the_page_says_so() throws IOException {
    var work = accepted("田中 Lena \uD83C\uDFFA", "Callejon 8");

    var slip = maker.ask(Ask.get(work + "/slip")).good();

    try (var pdf = new PdfReader(slip.bytes())) {
      assertThat(text(pdf)).contains("\u25A1\u25A1 Lena \u25A1", "cannot be printed");
    }
  }

  @Test
  void the_office_gets_it_too_and_nobody_else_does() {
    var work = accepted("Lena Brandt", "Callejon 8");

    Ask.get(work + "/slip").by(Role.ORDER_MANAGER).send().good();
    TestMaker.enrolled().ask(Ask.get(work + "/slip")).problem(404, "not-found");
    Ask.get(work + "/slip").by(Role.REVIEWER).send().problem(403, "forbidden");
    Ask.get(work + "/slip").send().problem(401, "unauthenticated");
    Ask.get(work + "/slip")
        .by(Role.ORDER_MANAGER)
        .with("Accept", "text/html")
        .send()
        .problem(406, "not-acceptable");
  }

  @Test
  void before_it_is_accepted_there_is_none() {
    String work = ordered("Lena Brandt", "Callejon 8");

    maker.ask(Ask.get(work + "/slip")).problem(409, "wrong-state").saying("not-accepted");
  }

  @Test
  void many_at_an_instant_are_written_or_told_to_come_again() {
    var work = accepted("Lena Brandt", "Callejon 8");
    String token = TestOffice.get().token(Role.ORDER_MANAGER);

    var answers = Together.run(60, i -> Ask.get(work + "/slip").by(token).open().statusCode());

    assertThat(answers).contains(200).allMatch(status -> status == 200 || status == 503);
    Ask.get(work + "/slip").by(token).send().good();
  }

  private static String text(PdfReader pdf) throws IOException {
    return new PdfTextExtractor(pdf).getTextFromPage(1);
  }

  private static String accepted(String name, String street) {
    String work = ordered(name, street);
    var promise =
        DomainJson.object().put("promisedShipDate", LocalDate.now().plusDays(3).toString());
    long version = maker.ask(Ask.get(work)).good().at("/version").asLong();
    maker.ask(Ask.post(work + "/accept").seen(version).body(promise)).good();
    return work;
  }

  private static String ordered(String name, String street) {
    var body = Bodies.order(product).put("shipToName", name);
    ((com.fasterxml.jackson.databind.node.ObjectNode) body.get("shipTo"))
        .put("streetAddress", street);
    Answer order =
        Ask.post("/orders").by(TestOffice.get().newStorefront()).body(body).send().good();
    return "/work-orders/" + order.at("/workOrders/0/oid").asText();
  }
}

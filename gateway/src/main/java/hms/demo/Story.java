package hms.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The life of a marketplace, from two sign-ups to a restart. Each chapter finds what the earlier
 * ones have made, and checks what it has made itself.
 */
public final class Story {
  private final Scene scene;
  private final Consumer<String> before;

  /**
   * @param content {@code conf/demo}
   * @param dir for the tokens, and for what the apps keep
   * @param before called with the name of each chapter when it begins; tests break things there
   */
  public Story(Stage stage, Path content, Path dir, PrintWriter out, Consumer<String> before) {
    this.scene = new Scene(stage, new DemoContent(content), new Report(out), dir);
    this.before = before;
  }

  /**
   * Plays it; answers the tokens of everybody who took part, by role.
   *
   * @throws Exception at the first check that does not hold
   */
  public Map<String, String> play() throws Exception {
    chapter("opening", "A node for the office and two that compute", new Opening(scene));
    chapter("sign-ups", "Two makers sign up; the office takes them on", new SignUps(scene));
    chapter("offers", "They offer their products: one by message, one by HTTP", new Offers(scene));
    chapter("attacks", "Somebody forges a message and replays another", new Attacks(scene));
    chapter("reviews", "The office reviews; the catalogue opens", new Reviews(scene));
    chapter("orders", "A customer buys from both makers", new Orders(scene));
    chapter("fulfilment", "Both makers promise and ship", new Fulfilment(scene));
    chapter("job", "The cluster computes while one of its nodes is killed", new Computation(scene));
    chapter("restart", "The office is restarted", new Restart(scene));
    scene.report().summary();
    scene.makers().values().forEach(Maker::close);
    return scene.cast().tokens();
  }

  /** The passwords of the people who took part, by e-mail; once it was played. */
  public Map<String, String> passwords() {
    return Map.copyOf(scene.cast().passwords());
  }

  private void chapter(String name, String title, Report.Step step) throws Exception {
    scene
        .report()
        .step(
            title,
            () -> {
              before.accept(name);
              step.play();
            });
  }
}

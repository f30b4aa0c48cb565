package hms.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

final class CameraTest {
  private static final int WIDTH = 32;
  private static final int HEIGHT = 24;

  @Test
  void the_same_set_up_gives_the_same_picture() {
    Photo bowl = PhotoStudio.all().get(0);

    int[] first = pixels(Camera.take(bowl, WIDTH, HEIGHT));
    int[] second = pixels(Camera.take(bowl, WIDTH, HEIGHT));

    assertThat(first).isEqualTo(second);
    assertThat(first[WIDTH * HEIGHT / 2 + WIDTH / 2]).isNotEqualTo(first[0]);
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
  }
}

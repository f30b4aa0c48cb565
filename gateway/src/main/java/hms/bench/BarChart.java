package hms.bench;

import java.util.List;
import java.util.Locale;

/** Each figure as a bar, as a part of its goal, which is one line for all: SVG 1.1. */
record BarChart(List<Figure> figures) {
  private static final int LEFT = 260;
  private static final int GOAL = 300;
  private static final int ROW = 26;
  private static final double MOST = 1.6;

  String svg() {
    int height = ROW * (figures.size() + 2);
    var svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" font-family="sans-serif" font-size="12">
            <rect width="%1$d" height="%2$d" fill="white"/>
            <text x="%3$d" y="16" text-anchor="middle">goal</text>
            """,
            LEFT + (int) (GOAL * MOST) + 90,
            height,
            LEFT + GOAL));
    for (int i = 0; i < figures.size(); i++) svg.append(bar(figures.get(i), ROW * (i + 1)));
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%1$d\" y1=\"22\" x2=\"%1$d\" y2=\"%2$d\" stroke=\"black\" stroke-dasharray=\"4\"/>%n</svg>%n",
            LEFT + GOAL,
            height - ROW));
    return svg.toString();
  }

  private static String bar(Figure figure, int y) {
    double goal = Double.parseDouble(figure.goal().substring(3));
    double part = Math.clamp(figure.value() / goal, 0.005, MOST);
    return String.format(
        Locale.ROOT,
        """
        <text x="%d" y="%d" text-anchor="end">%s</text>
        <rect x="%d" y="%d" width="%.0f" height="16" fill="%s"/>
        <text x="%.0f" y="%d">%.2f</text>
        """,
        LEFT - 8,
        y + 13,
        figure.name(),
        LEFT,
        y + 1,
        part * GOAL,
        figure.met() ? "#4a8f5c" : "#c0603a",
        LEFT + part * GOAL + 6,
        y + 13,
        figure.value());
  }
}

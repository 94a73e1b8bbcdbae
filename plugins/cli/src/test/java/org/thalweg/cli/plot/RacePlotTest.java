package org.thalweg.cli.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.api.ThalwegException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Races are drawn whatever their numbers are, as SVG and as pixels. */
class RacePlotTest {
  private static final double[] STEPS = {0, 1, 2, 3};
  private static final Way GOOD =
      new Way(
          "good <1 & 2>",
          "value 0",
          STEPS,
          new double[] {5, 1e-3, 1e-9, 0},
          new double[][] {{1, 2}, {0.5, 1}, {0.1, 0.1}, {0, 0}},
          false);
  private static final Way BAD =
      new Way(
          "bad",
          "diverged",
          STEPS,
          new double[] {5, 1e200, Double.POSITIVE_INFINITY, Double.NaN},
          new double[][] {{1, 2}, {-1e100, 3}, {Double.NaN, Double.NEGATIVE_INFINITY}, {0, 0}},
          true);
  private static final Landscape BOWL =
      new Landscape(
          new Grid(
              new double[] {-1, 0, 1, 2},
              new double[] {-1, 0, 1, 2},
              new double[][] {{2, 1, 2, 5}, {1, 0, 1, 4}, {2, 1, 2, 5}, {5, 4, 5, 1 / 0.0}}),
          new double[] {1, 2},
          new double[][] {{0, 0}});

  @TempDir Path folder;

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new java.io.StringReader(svg)));
  }

  @Test
  void svgIsWellFormedAndFinite() throws Exception {
    for (Landscape ground : new Landscape[] {BOWL, null}) {
      String svg = RacePlot.of("race <&>", "step", ground, List.of(GOOD, BAD));
      Document document = parsed(svg);
      assertEquals("svg", document.getDocumentElement().getTagName());
      assertEquals("race <&>", document.getElementsByTagName("title").item(0).getTextContent());
      assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
      assertTrue(svg.contains("the value was not finite") == (ground != null));
      assertEquals(svg, RacePlot.of("race <&>", "step", ground, List.of(GOOD, BAD)));
    }
  }

  @Test
  void pixelsAreOfTheSizeOfTheDrawing() throws Exception {
    String svg = RacePlot.of("race", "step", BOWL, List.of(GOOD, BAD));
    Document document = parsed(svg);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Png.of(svg, 2)));
    assertEquals(size(document, "width"), image.getWidth());
    assertEquals(size(document, "height"), image.getHeight());
    assertEquals(0xffffffff, image.getRGB(0, 0));
    long blue = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        blue += (image.getRGB(x, y) & 0xffffff) == 0x0072b2 ? 1 : 0;
      }
    }
    assertTrue(blue > 500, blue + " pixels of the first way");
  }

  private static int size(Document document, String name) {
    double size = Double.parseDouble(document.getDocumentElement().getAttribute(name));
    return (int) Math.ceil(2 * size);
  }

  @Test
  void coloursCanBeSeenOnWhite() {
    for (String colour : RacePlot.COLOURS) {
      assertTrue(PlotTest.contrast(colour, "#ffffff") >= 3, colour);
    }
  }

  @Test
  void logarithmicScalesHoldWhatIsUsual() {
    assertEquals(new LogScale(-3, 2), LogScale.of(new double[] {20, 0.004}, 20));
    assertEquals(new LogScale(-14, 4), LogScale.of(new double[] {1e300, 8, 1e-60, 0}, 8));
    assertEquals(new LogScale(0, 1), LogScale.of(new double[] {1}, 1));
    LogScale none = LogScale.of(new double[] {Double.NaN, -1, 0, Double.POSITIVE_INFINITY}, 0);
    assertEquals(new LogScale(-1, 1), none);
    assertEquals(0.5, none.at(1), 1e-12);
    assertTrue(none.at(0) < 0);
    assertArrayEquals(new int[] {-12, -9, -6, -3, 0, 3}, new LogScale(-14, 4).ticks());
  }

  @Test
  void textTakesAnyNumbers() {
    List<String> lines = new TextCurves(40, 8).lines("value", List.of(GOOD, BAD));
    assertEquals(10, lines.size());
    assertTrue(lines.stream().allMatch(line -> line.length() <= 40), lines.toString());
    assertEquals("          value", lines.getFirst());
    assertTrue(lines.get(1).contains("b"), lines.toString());
    assertTrue(lines.get(8).endsWith("a"), lines.toString());
    assertTrue(lines.getLast().endsWith("3"), lines.toString());
  }

  @Test
  void picturesAreNamedByFoldersAndEnds() throws IOException {
    String svg = folder.resolve("a.svg").toString();
    String png = folder.resolve("B.PNG").toString();
    Path inside = folder.resolve("inside");
    Pictures pictures = Pictures.of(List.of(svg, png, inside.toString()), "race");
    assertEquals(List.of(Path.of(svg), inside.resolve("race.svg")), pictures.svg());
    assertEquals(List.of(Path.of(png), inside.resolve("race.png")), pictures.png());
    Pictures.Written written = pictures.write(RacePlot.of("race", "step", null, List.of(GOOD)));
    assertEquals(4, written.files().size());
    assertTrue(written.failure().isEmpty(), written.toString());
    for (Path file : written.files()) {
      assertTrue(Files.size(file) > 1000, file.toString());
    }
    ThalwegException e =
        assertThrows(ThalwegException.class, () -> Pictures.of(List.of("x.jpg"), "race"));
    assertEquals("'x.jpg' is no folder, and ends neither with .svg nor with .png", e.getMessage());
  }

  /** What cannot be drawn as pixels is still written as SVG, and said. */
  @Test
  void svgStandsInForPixels() throws IOException {
    Pictures pictures = Pictures.of(List.of(folder.resolve("x.png").toString()), "race");
    Pictures.Written written = pictures.write("no drawing");
    assertEquals(List.of(folder.resolve("x.svg")), written.files());
    assertTrue(written.failure().orElse("").startsWith("no PNG: this JVM cannot draw"));
    assertEquals("no drawing", Files.readString(folder.resolve("x.svg")));
    assertFalse(Files.exists(folder.resolve("x.png")));
  }
}

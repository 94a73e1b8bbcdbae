package org.thalweg.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.loss.PointwiseLoss;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.cli.CommandRun;
import org.thalweg.nn.plugin.PluginLoader;
import org.thalweg.nn.plugin.PluginOptions;
import org.xml.sax.InputSource;

/** The pages on losses are those that the cards make. */
@SuppressWarnings("rawtypes") // a kind names its type by its class
class LossPagesTest {
  private static final Path COMMITTED = Path.of("../../docs/losses");
  private static final double MOST_ULP = 4;

  private static final Registry REGISTRY = PluginLoader.load(PluginOptions.classPath()).registry();

  private static final SortedMap<String, String> PAGES = LossPages.of(REGISTRY, "loss-core");

  @Test
  void committedPagesAreFresh() throws IOException {
    SortedMap<String, String> stale = PageFolder.stale(COMMITTED, PAGES);
    assertEquals(Map.of(), stale, "renew the pages with: ./thalweg losses docs docs/losses");
  }

  @Test
  void everyPointwiseLossIsDrawn() throws Exception {
    for (var component : REGISTRY.all(Kind.LOSS)) {
      if (!component.owner().equals("loss-core")) {
        continue;
      }
      String name = component.name();
      assertTrue(PAGES.containsKey(name + ".md"), name);
      String plot = PAGES.get("plots/" + name + ".svg");
      if (PointwiseLoss.class.isAssignableFrom(component.type())) {
        assertTrue(plot != null, name + " has no plot");
      }
      if (plot != null) {
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(plot)));
        assertTrue(plot.length() < 20_000, name + ": " + plot.length());
      }
    }
  }

  @Test
  void linksLeadToPages() {
    Pattern link = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    PAGES.forEach((name, page) -> {
      Matcher matcher = link.matcher(name.endsWith(".md") ? page : "");
      while (matcher.find()) {
        assertTrue(PAGES.containsKey(matcher.group(1)), name + " links to " + matcher.group(1));
      }
    });
  }

  @Test
  void pagesHaveNoBlankEnds() {
    PAGES.forEach((name, page) -> {
      assertTrue(page.endsWith("\n") && !page.endsWith("\n\n"), name);
      assertTrue(page.lines().noneMatch(line -> line.endsWith(" ")), name);
    });
  }

  @Test
  void papersAreLinks() {
    assertEquals(
        "Huber 1964, [doi:10.1214/aoms/1177703732](https://doi.org/10.1214/aoms/1177703732);"
            + " [arXiv:1512.00567](https://arxiv.org/abs/1512.00567)",
        Sources.linked("Huber 1964, doi:10.1214/aoms/1177703732; arXiv:1512.00567"));
  }

  /** Value and gradient of every pointwise loss are as accurate as the page says they must be. */
  @Test
  void noLossErrsByMoreThanFourUnits() {
    StringBuilder bad = new StringBuilder();
    for (var component : REGISTRY.all(Kind.LOSS)) {
      if (!component.owner().equals("loss-core")) {
        continue;
      }
      Accuracy.of(REGISTRY, component)
          .ifPresent(accuracy -> {
            if (!(accuracy.value().ulp() <= MOST_ULP)) {
              bad.append("\n%s: value %s".formatted(component.name(), accuracy.value()));
            }
            if (!(accuracy.gradient().ulp() <= MOST_ULP)) {
              bad.append("\n%s: gradient %s".formatted(component.name(), accuracy.gradient()));
            }
          });
    }
    assertEquals("", bad.toString(), "more than 4 ULP");
  }

  @Test
  void aLossOfBadArithmeticIsFound() {
    PointwiseLoss cancels = (p, t) -> p.sub(t).exp().sub(1);
    assertTrue(Accuracy.of(cancels).value().ulp() > 1000);
    PointwiseLoss exact = (p, t) -> p.sub(t).expm1();
    assertTrue(Accuracy.of(exact).value().ulp() < MOST_ULP);
  }

  @Test
  void theCommandWritesThem(@TempDir Path folder) throws IOException {
    Path pages = folder.resolve("pages");
    CommandRun first = CommandRun.of("losses", "docs", pages.toString()).well();
    assertTrue(first.out().contains(PAGES.size() + " files"), first.out());
    assertEquals(Map.of(), PageFolder.stale(pages, PAGES));
    Files.writeString(pages.resolve("gone.md"), "a loss that is no more");
    Files.writeString(pages.resolve("mse.md"), "changed");
    assertEquals(
        Map.of("gone.md", "is of no component", "mse.md", "differs"),
        PageFolder.stale(pages, PAGES));
    PageFolder.write(pages, PAGES);
    assertEquals(Map.of(), PageFolder.stale(pages, PAGES));
  }

  @Test
  void otherFilesAreNotTouched(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("mine.md"), "mine");
    assertThrows(ThalwegException.class, () -> PageFolder.write(folder, PAGES));
    CommandRun.of("losses", "docs", folder.toString()).refused("other files");
    CommandRun.of("losses", "docs").refused("DIR");
    CommandRun.of("losses", "docs", "x", "--of", "nobody").refused("'nobody' has no losses");
    assertEquals("mine", Files.readString(folder.resolve("mine.md")));
  }
}

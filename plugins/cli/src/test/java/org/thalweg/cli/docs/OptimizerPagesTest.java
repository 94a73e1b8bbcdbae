package org.thalweg.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.thalweg.api.ThalwegException;
import org.thalweg.api.plugin.Kind;
import org.thalweg.api.plugin.Registry;
import org.thalweg.cli.CommandRun;
import org.thalweg.nn.plugin.PluginLoader;
import org.thalweg.nn.plugin.PluginOptions;

/** The pages on optimizers are those that the cards make. */
class OptimizerPagesTest {
  private static final Path COMMITTED = Path.of("../../docs/optimizers");
  private static final Registry REGISTRY = PluginLoader.load(PluginOptions.classPath()).registry();
  private static final SortedMap<String, String> PAGES = OptimizerPages.of(REGISTRY, "optim-core");

  @Test
  void committedPagesAreFresh() throws IOException {
    SortedMap<String, String> stale = PageFolder.stale(COMMITTED, PAGES);
    assertEquals(
        Map.of(), stale, "renew the pages with: ./thalweg optimizers docs docs/optimizers");
  }

  @Test
  void everyOptimizerHasAPageAndALinkToIt() {
    String index = PAGES.getOrDefault("README.md", "");
    REGISTRY
        .all(Kind.OPTIMIZER)
        .forEach(optimizer -> {
          assertTrue(PAGES.containsKey(optimizer.name() + ".md"), optimizer.name());
          assertTrue(index.contains("(" + optimizer.name() + ".md)"), optimizer.name());
        });
    Matcher links = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(index);
    while (links.find()) {
      String link = links.group(1);
      assertTrue(PAGES.containsKey(link) || Files.exists(COMMITTED.resolve(link)), link);
    }
  }

  @Test
  void aPluginWithoutOptimizersIsRefused() {
    ThalwegException e =
        assertThrows(ThalwegException.class, () -> OptimizerPages.of(REGISTRY, "loss-core"));
    assertEquals("the plugin 'loss-core' has no optimizers", e.getMessage());
  }

  @Test
  void showWritesTheRule() {
    String shown = CommandRun.of("optimizers", "show", "adamw").out();
    assertTrue(shown.contains("v = beta2 v + (1 - beta2) g^2"), shown);
    assertTrue(shown.contains("arXiv:1711.05101"), shown);
  }
}

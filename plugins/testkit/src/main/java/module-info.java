/** The contract tests that the author of a plugin extends. */
@org.jspecify.annotations.NullMarked
module org.thalweg.testkit {
  requires transitive org.thalweg.api;
  requires transitive org.junit.jupiter.api;

  exports org.thalweg.testkit;
  exports org.thalweg.testkit.graph;
  exports org.thalweg.testkit.loss;
  exports org.thalweg.testkit.optim;

  uses org.thalweg.api.plugin.Plugin;
}

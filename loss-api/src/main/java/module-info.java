/** Thalweg's language and contracts: what plugins and engines compile against. */
@org.jspecify.annotations.NullMarked
module org.thalweg.api {
  requires static transitive org.jspecify;

  exports org.thalweg.api;
  exports org.thalweg.api.config;
  exports org.thalweg.api.data;
  exports org.thalweg.api.engine;
  exports org.thalweg.api.function;
  exports org.thalweg.api.grad;
  exports org.thalweg.api.graph;
  exports org.thalweg.api.loss;
  exports org.thalweg.api.minimize;
  exports org.thalweg.api.nn;
  exports org.thalweg.api.optim;
  exports org.thalweg.api.plugin;
  exports org.thalweg.api.tensor;
  exports org.thalweg.api.tree;

  uses org.thalweg.api.engine.Engine;
  uses org.thalweg.api.plugin.Plugin;
}

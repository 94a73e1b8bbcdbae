/** Layers, models, data, training and pipelines. */
@org.jspecify.annotations.NullMarked
module org.thalweg.nn {
  requires transitive org.thalweg.api;
  requires transitive org.thalweg.loss;
  requires transitive org.thalweg.optim;
  requires com.google.guice;
  requires org.slf4j;
  requires tools.jackson.dataformat.yaml;
}

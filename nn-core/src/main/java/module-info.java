/** Layers, models, data, training and pipelines. */
@org.jspecify.annotations.NullMarked
module org.thalweg.nn {
  requires transitive org.thalweg.api;
  requires transitive org.thalweg.loss;
  requires transitive org.thalweg.optim;
  requires transitive com.google.guice;
  requires org.slf4j;
  requires jakarta.inject;
  requires tools.jackson.core;
  requires tools.jackson.dataformat.yaml;

  exports org.thalweg.nn;
  exports org.thalweg.nn.activation;
  exports org.thalweg.nn.data;
  exports org.thalweg.nn.init;
  exports org.thalweg.nn.layer;
  exports org.thalweg.nn.metric;
  exports org.thalweg.nn.model;
  exports org.thalweg.nn.pipeline;
  exports org.thalweg.nn.plugin;
  exports org.thalweg.nn.train;
  exports org.thalweg.nn.tune;
  exports org.thalweg.nn.wiring;

  // Guice calls the methods of its modules
  opens org.thalweg.nn.wiring to
      com.google.guice;

  // records of tensors that only the framework sees
  opens org.thalweg.nn.model to
      org.thalweg.api;
  opens org.thalweg.nn.train to
      org.thalweg.api;

  provides org.thalweg.api.plugin.Plugin with
      org.thalweg.nn.CoreLayers;
}

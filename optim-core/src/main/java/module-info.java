/** Optimizers, gradient transforms, schedules and line searches: one record each. */
@org.jspecify.annotations.NullMarked
module org.thalweg.optim {
  requires transitive org.thalweg.api;

  exports org.thalweg.optim;
  exports org.thalweg.optim.checkpoint;
  exports org.thalweg.optim.function;
  exports org.thalweg.optim.minimize;
  exports org.thalweg.optim.optimizer;
  exports org.thalweg.optim.privacy;
  exports org.thalweg.optim.run;
  exports org.thalweg.optim.schedule;
  exports org.thalweg.optim.transform;

  provides org.thalweg.api.plugin.Plugin with
      org.thalweg.optim.CoreOptimizers;
}

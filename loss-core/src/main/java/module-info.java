/** The losses: one record each, grouped by family. */
@org.jspecify.annotations.NullMarked
module org.thalweg.loss {
  requires transitive org.thalweg.api;

  exports org.thalweg.loss;
  exports org.thalweg.loss.binary;
  exports org.thalweg.loss.likelihood;
  exports org.thalweg.loss.multiclass;
  exports org.thalweg.loss.regression;
  exports org.thalweg.loss.robust;
  exports org.thalweg.loss.weight;

  provides org.thalweg.api.plugin.Plugin with
      org.thalweg.loss.CoreLosses;
}

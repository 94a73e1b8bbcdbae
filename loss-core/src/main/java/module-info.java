/** The losses: one record each, grouped by family. */
@org.jspecify.annotations.NullMarked
module org.thalweg.loss {
  requires transitive org.thalweg.api;

  exports org.thalweg.loss.audio;
  exports org.thalweg.loss.binary;
  exports org.thalweg.loss.detection;
  exports org.thalweg.loss.imaging;
  exports org.thalweg.loss.likelihood;
  exports org.thalweg.loss.multiclass;
  exports org.thalweg.loss.regression;
  exports org.thalweg.loss.robust;
  exports org.thalweg.loss.segmentation;
  exports org.thalweg.loss;

  provides org.thalweg.api.plugin.Plugin with
      org.thalweg.loss.CoreLosses;
}

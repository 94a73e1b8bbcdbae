/** The losses: one record each, grouped by family. */
@org.jspecify.annotations.NullMarked
module org.thalweg.loss {
  requires transitive org.thalweg.api;

  exports org.thalweg.loss;
  exports org.thalweg.loss.adaptation;
  exports org.thalweg.loss.audio;
  exports org.thalweg.loss.binary;
  exports org.thalweg.loss.composite;
  exports org.thalweg.loss.detection;
  exports org.thalweg.loss.distillation;
  exports org.thalweg.loss.embedding;
  exports org.thalweg.loss.generative;
  exports org.thalweg.loss.imaging;
  exports org.thalweg.loss.likelihood;
  exports org.thalweg.loss.multiclass;
  exports org.thalweg.loss.penalty;
  exports org.thalweg.loss.preference;
  exports org.thalweg.loss.ranking;
  exports org.thalweg.loss.regression;
  exports org.thalweg.loss.responsible;
  exports org.thalweg.loss.robust;
  exports org.thalweg.loss.segmentation;
  exports org.thalweg.loss.sequence;
  exports org.thalweg.loss.survival;
  exports org.thalweg.loss.weight;

  provides org.thalweg.api.plugin.Plugin with
      org.thalweg.loss.CoreLosses;
}

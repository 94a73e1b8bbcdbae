package org.thalweg.examples.benchmarks.work;

import java.util.List;

/** Something that is done again and again. */
public interface Work {
  /** Nothing to do. */
  Work NONE =
      new Work() {
        @Override
        public void run() {}

        @Override
        public List<Double> check() {
          return List.of();
        }

        @Override
        public String describe() {
          return "";
        }
      };

  /** Does it once. */
  void run();

  /** Returns numbers that everyone who does this work must agree on. */
  List<Double> check();

  /** Returns the program as text. */
  String describe();

  /**
   * Returns the work of a name: {@code loss:mse}, {@code losses:mse:65536}, {@code
   * optimizer:adamw}, {@code sgemm:512}, {@code train:mlp} ...
   */
  static Work of(String name) {
    String rest = name.substring(name.indexOf(':') + 1);
    return switch (name.substring(0, name.length() - rest.length())) {
      case "loss:" -> LossWork.of(rest);
      case "losses:" -> CatalogueWork.of(rest);
      case "vocabulary:" -> CatalogueWork.of("linear-cross-entropy:" + rest);
      case "optimizer:" -> OptimizerWork.of(rest);
      case "sgemm:" -> ProductWork.of(Integer.parseInt(rest));
      case "train:" -> TrainingWork.of(rest);
      default -> throw new IllegalArgumentException("unknown work " + name);
    };
  }
}

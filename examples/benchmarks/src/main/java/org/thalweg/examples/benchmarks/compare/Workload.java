package org.thalweg.examples.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Something that all peers do.
 *
 * @param name what peers are told to prepare
 * @param title what it is
 * @param targets for peers the ratio (their time over ours) that is to be reached at least
 * @param memory the share of peers' peak memory that ours may have, or 0 if that does not matter
 * @param bytes what has to come from memory and go there, or 0 if that does not matter
 * @param tolerance how far the peers' check numbers may differ, relatively
 */
record Workload(
    String name,
    String title,
    Map<String, Double> targets,
    double memory,
    long bytes,
    double tolerance) {
  static final String EAGER = "torch-eager";
  static final String FUSED = "torch-fused";
  static final String COMPILED = "torch-compile";
  static final String JAX = "jax";
  static final String C = "c-loop";

  /** The losses that PyTorch has too, in the order of its documentation. */
  private static final List<String> SHARED =
      List.of(
          "mae",
          "mse",
          "cross-entropy",
          "nll",
          "poisson-nll",
          "gaussian-nll",
          "kl-divergence",
          "bce",
          "bce-logits",
          "margin-ranking",
          "hinge-embedding",
          "huber",
          "smooth-l1",
          "soft-margin",
          "multilabel-soft-margin",
          "cosine-embedding",
          "multi-margin",
          "triplet",
          "focal");

  private Workload(String name, String title, Map<String, Double> targets, double tolerance) {
    this(name, title, targets, 0, 0, tolerance);
  }

  private static List<Workload> all() {
    List<Workload> all = new ArrayList<>(SINGLE);
    for (String loss : SHARED) {
      for (int elements : new int[] {1 << 16, 1 << 22}) {
        all.add(catalogue(loss, elements, Map.of(EAGER, 1.0, COMPILED, 1.0)));
      }
    }
    for (int features : new int[] {256, 512}) {
      all.add(
          new Workload(
              "vocabulary:" + features,
              "value and gradient, cross-entropy of 50,000 classes and its layer of %d, 1,024 rows"
                  .formatted(features),
              Map.of(EAGER, 1.0, COMPILED, 1.0),
              0.5,
              0,
              1e-4));
    }
    all.add(catalogue("ctc", 150 * 32 * 29, Map.of(EAGER, 1.5)));
    return List.copyOf(all);
  }

  private static Workload catalogue(String loss, int elements, Map<String, Double> targets) {
    return new Workload(
        "losses:%s:%d".formatted(loss, elements),
        "value and gradient, %s, %,d elements".formatted(loss, elements),
        targets,
        1e-4);
  }

  private static final List<Workload> SINGLE =
      List.of(
          loss("mse", "MSE, 4,194,304 elements", Map.of(COMPILED, 1.3, EAGER, 2.5, C, 0.8)),
          loss("huber", "Huber, 4,194,304 elements", Map.of(COMPILED, 1.3, EAGER, 2.5, C, 0.8)),
          loss(
              "bce-logits",
              "binary cross-entropy on logits, 4,194,304 elements",
              Map.of(COMPILED, 1.5, EAGER, 3.0)),
          loss(
              "cross-entropy",
              "cross-entropy on logits, 4096 x 1000",
              Map.of(EAGER, 1.5, JAX, 1.2)),
          optimizer("adamw", 7, Map.of(FUSED, 1.0, COMPILED, 1.0, EAGER, 2.0)),
          optimizer("adam", 7, Map.of(FUSED, 1.0, COMPILED, 1.0, EAGER, 2.0)),
          optimizer("sgd-momentum", 5, Map.of(FUSED, 1.0, COMPILED, 1.0, EAGER, 2.0)),
          optimizer("adagrad", 5, Map.of(FUSED, 1.0, COMPILED, 1.0, EAGER, 2.0)),
          optimizer("rmsprop", 5, Map.of(COMPILED, 1.0, EAGER, 2.0)),
          optimizer("lion", 5, Map.of(COMPILED, 1.0, EAGER, 2.0)),
          small("adam"),
          small("sgd-momentum"),
          new Workload(
              "optimizer:muon", "muon step, 20 matrices of 500 x 1000", Map.of(EAGER, 1.0), 1e-3),
          sgemm(256),
          sgemm(512),
          sgemm(1024),
          sgemm(2048),
          new Workload(
              "train:mlp",
              "training step, MLP 784-256-128-10, cross-entropy, adam, batch 64",
              Map.of(EAGER, 1.2, FUSED, 1.2, COMPILED, 1.2, JAX, 1.2),
              5e-4),
          new Workload(
              "train:tiny",
              "training step, MLP 10-64-32-1, mse, adam, batch 32",
              Map.of(JAX, 1.5, EAGER, 8.0),
              5e-4));

  static final List<Workload> ALL = all();

  private static Workload loss(String name, String title, Map<String, Double> targets) {
    return new Workload("loss:" + name, "value and gradient, " + title, targets, 1e-5);
  }

  /**
   * A step of an optimizer.
   *
   * @param passes how often an array as large as the parameters is read or written
   */
  private static Workload optimizer(String name, int passes, Map<String, Double> targets) {
    return new Workload(
        "optimizer:" + name,
        name + " step, 20 tensors of 500,000",
        targets,
        0,
        passes * 20L * 500_000 * Float.BYTES,
        1e-5);
  }

  private static Workload small(String name) {
    return new Workload(
        "optimizer:%s:small".formatted(name),
        name + " step, 10,000 tensors of 100",
        Map.of(EAGER, 5.0),
        1e-5);
  }

  private static Workload sgemm(int size) {
    return new Workload(
        "sgemm:" + size, "matrix product, %1$d x %1$d".formatted(size), Map.of(EAGER, 0.9), 1e-4);
  }
}

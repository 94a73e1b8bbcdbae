/** The default engine: fuses formulas and generates vectorised bytecode. */
@org.jspecify.annotations.NullMarked
module org.thalweg.engine.vector {
  requires transitive org.thalweg.api;
  // Static: without --add-modules jdk.incubator.vector the same kernels are scalar.
  requires static jdk.incubator.vector;

  exports org.thalweg.engine.vector;

  provides org.thalweg.api.engine.Engine with
      org.thalweg.engine.vector.VectorEngine;
}

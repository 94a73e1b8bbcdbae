/** A slow interpreter that is obviously right: the oracle of every test. */
@org.jspecify.annotations.NullMarked
module org.thalweg.engine.reference {
  requires transitive org.thalweg.api;

  exports org.thalweg.engine.reference;

  provides org.thalweg.api.engine.Engine with
      org.thalweg.engine.reference.ReferenceEngine;
}

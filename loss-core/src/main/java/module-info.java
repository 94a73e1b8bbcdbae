/** The losses: one record each, grouped by family. */
@org.jspecify.annotations.NullMarked
module org.thalweg.loss {
  requires transitive org.thalweg.api;
}

/** Optimizers, gradient transforms, schedules and line searches: one record each. */
@org.jspecify.annotations.NullMarked
module org.thalweg.optim {
  requires transitive org.thalweg.api;
}

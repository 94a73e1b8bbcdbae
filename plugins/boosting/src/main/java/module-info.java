/**
 * Losses as objectives of gradient boosting. XGBoost4J cannot be a module ({@code xgboost4j.2.13}
 * is no name), so it is read on the class path, if at all.
 */
@org.jspecify.annotations.NullMarked
module org.thalweg.boosting {
  requires transitive org.thalweg.api;

  exports org.thalweg.boosting;
  exports org.thalweg.boosting.xgboost;
}

/**
 * Losses as objectives and metrics of XGBoost4J, which the user brings along. Its jar cannot be a
 * module: where Thalweg is on the module path, {@code --add-reads org.thalweg.boosting=ALL-UNNAMED}
 * lets this package see it on the class path.
 */
@NullMarked
package org.thalweg.boosting.xgboost;

import org.jspecify.annotations.NullMarked;

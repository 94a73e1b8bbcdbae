package org.thalweg.api.loss;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is known of a loss beyond its formula. It feeds documentation, listings and advice. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LossCard {
  /** Returns the family. */
  Family family();

  /** Returns the formula in plain text; p is the prediction, t the target, e = p - t. */
  String formula();

  /** Returns where predictions come from. */
  Domain prediction() default Domain.REAL;

  /** Returns where targets come from. */
  Domain target() default Domain.REAL;

  /** Returns the function that makes a mean of the target out of the prediction. */
  String link() default "identity";

  /** Returns what is true of it. */
  Trait[] traits() default {};

  /** Returns what its best constant is. */
  Functional elicits() default Functional.NONE;

  /** Returns the source. */
  String paper() default "";
}

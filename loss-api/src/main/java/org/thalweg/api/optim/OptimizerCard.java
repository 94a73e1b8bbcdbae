package org.thalweg.api.optim;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is known of an optimizer beyond its code. It feeds documentation, listings and tests. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OptimizerCard {
  /** Returns the family. */
  OptimizerFamily family();

  /**
   * Returns the rule in plain text, statements separated by semicolons: p is a parameter, g its
   * gradient, t the step from 1; hyper-parameters have their names.
   */
  String rule();

  /** Returns what is kept for each parameter, such as {@code "m, v"}; nothing if empty. */
  String state() default "";

  /** Returns what it takes besides gradients. */
  Need[] needs() default {};

  /** Returns when to use it, in a sentence or two. */
  String use() default "";

  /** Returns where it comes from. */
  String paper() default "";

  /** What an optimizer takes besides gradients. */
  enum Need {
    /** The value of the loss. */
    LOSS,
    /** The loss as a function of the parameters, which it evaluates or differentiates itself. */
    OBJECTIVE,
    /** Residuals as a function of the parameters: the loss is a sum of their squares. */
    RESIDUALS,
    /** The gradient of each example. */
    EXAMPLES,
    /** Parameters of rank 2 or more; for others it falls back to another rule. */
    MATRICES,
    /** The number of steps that there will be. */
    LENGTH
  }
}

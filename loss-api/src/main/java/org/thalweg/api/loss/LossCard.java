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

  /** Returns what its best constant is, with its defaults. */
  Functional elicits() default Functional.NONE;

  /**
   * Returns the axes of the tensors, as {@code "N C; N -> N"}: those of the prediction, of the
   * target, and of the values; see {@link Axes}. Several tensors of a side are separated by commas,
   * in the order of the record's components. Losses that are {@link PointwiseLoss}, {@link
   * RowwiseLoss} or {@link ClassificationLoss} have theirs already.
   */
  String shape() default "";

  /** Returns how large predictions may be in float64 before a value overflows by its nature. */
  double reach() default 1e20;

  /**
   * Returns what it is equal to in special cases, such as {@code "gamma=0 = 0.5 bce-logits"}:
   * settings of this loss, an equals sign, a factor if it is not 1, a name, settings of that loss.
   * A {@code ~} in place of the equals sign is for limits.
   */
  String[] identities() default {};

  /** Returns when to use it, in a sentence or two. */
  String use() default "";

  /** Returns what models it is for. */
  Task[] tasks() default {};

  /** Returns what it copes with better than the usual loss of its tasks. */
  Strength[] strengths() default {};

  /** Returns the source. */
  String paper() default "";
}

package org.thalweg.api.loss;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says where a tensor comes from, on a component of a record of predictions or targets. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface In {
  /** Returns the set that its elements come from. */
  Domain value();

  /** Returns the axis whose extent bounds indices and lengths. */
  String of() default "C";
}

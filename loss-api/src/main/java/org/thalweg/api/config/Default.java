package org.thalweg.api.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a record component is when the configuration does not say. Without it the key is required.
 *
 * <p>Written as in YAML: a number, true or false, the name of an enum constant or of a component
 * without required keys, a list of such in brackets, or nothing for an empty list.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
  /** Returns the value as text. */
  String value();
}

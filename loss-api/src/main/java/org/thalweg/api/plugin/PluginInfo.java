package org.thalweg.api.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who a plugin is and what it was built against. Every {@link Plugin} carries it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PluginInfo {
  /** Returns the plugin's name, matching {@code [a-z][a-z0-9_-]*}. */
  String name();

  /**
   * Returns the API that the plugin was built against. Write {@code api = Api.VERSION}: the
   * compiler copies the constant.
   */
  String api();

  /** Returns the plugin's own version. */
  String version() default "";
}

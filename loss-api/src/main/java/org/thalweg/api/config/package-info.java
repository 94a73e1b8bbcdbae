/**
 * Annotations by which a record says its name, its defaults and what it is.
 *
 * <p>They are all that configuration, listings and generated pages need besides the record itself.
 */
package org.thalweg.api.config;

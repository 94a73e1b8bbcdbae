/** Puts the parts together with Guice; each part can be replaced by a binding of the user's. */
@NullMarked
package org.thalweg.nn.wiring;

import org.jspecify.annotations.NullMarked;

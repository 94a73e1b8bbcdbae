/** Parts of networks: records that hold configuration, while parameters live in the scope. */
@NullMarked
package org.thalweg.nn.layer;

import org.jspecify.annotations.NullMarked;

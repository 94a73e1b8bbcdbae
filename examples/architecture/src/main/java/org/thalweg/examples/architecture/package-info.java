/** Who may see whom: nothing but tests over the classes of every module. */
@NullMarked
package org.thalweg.examples.architecture;

import org.jspecify.annotations.NullMarked;

/** Functions with known minima, on which optimizers are tried out. */
package org.thalweg.optim.function;

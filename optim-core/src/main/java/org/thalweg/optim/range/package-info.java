/** The ranges that hyper-parameters of optimizers lie in. */
package org.thalweg.optim.range;

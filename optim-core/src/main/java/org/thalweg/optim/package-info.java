/**
 * The optimizers that come with the framework: records over chains of gradient transforms, with
 * schedules for their learning rates.
 */
package org.thalweg.optim;

/** Losses of students that learn from teachers. */
package org.thalweg.loss.distillation;

/** Schedules: numbers as formulas of the steps done, computed in float64. */
package org.thalweg.optim.schedule;

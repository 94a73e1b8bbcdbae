/** Programs that measure what JMH does not: the time to the first step, and memory over many. */
package org.thalweg.examples.benchmarks.measure;

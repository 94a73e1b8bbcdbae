/** JMH benchmarks of the works of {@link org.thalweg.examples.benchmarks.work}. */
package org.thalweg.examples.benchmarks.jmh;

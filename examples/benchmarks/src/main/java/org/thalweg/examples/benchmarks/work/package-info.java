/**
 * What is measured: losses, optimizers, matrix products and training steps, on data that is equal
 * to the bit on every run and in every peer.
 */
package org.thalweg.examples.benchmarks.work;

/** Weights of classes and of examples, which go with any loss. */
package org.thalweg.loss.weight;

/** Few or no labels, other domains: what can be learned from data without them. */
package org.thalweg.loss.adaptation;

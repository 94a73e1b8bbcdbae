/** Losses of sequences: of all alignments, of labels one after another, of whole hypotheses. */
package org.thalweg.loss.sequence;

/** Losses of preferences and rewards: of language models that learn from them, and of agents. */
package org.thalweg.loss.preference;

/**
 * Losses of orders: of pairs, of lists, of chosen items against others. Lists are along the last
 * axis; a relevance below 0 says that there is no item.
 */
package org.thalweg.loss.ranking;

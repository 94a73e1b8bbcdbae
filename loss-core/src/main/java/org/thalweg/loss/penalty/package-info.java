/** What parameters cost by themselves. */
package org.thalweg.loss.penalty;

/** The losses that come with the framework: one record each, in a package for each family. */
package org.thalweg.loss;

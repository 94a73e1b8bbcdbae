/**
 * An engine that interprets graphs on plain Java arrays, one loop nest per primitive.
 *
 * <p>It is made to be read, not to be fast: other engines are tested against it.
 */
package org.thalweg.engine.reference;

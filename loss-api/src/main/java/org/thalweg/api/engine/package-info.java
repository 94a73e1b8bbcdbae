/**
 * The contract of engines, which run graphs on storages.
 *
 * <p>Engines are found by {@link java.util.ServiceLoader}; {@link org.thalweg.api.engine.Engines}
 * chooses among them. Nothing compiles against a particular engine.
 */
package org.thalweg.api.engine;

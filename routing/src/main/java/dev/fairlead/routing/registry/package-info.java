/**
 * Versions of an intent model in a folder: added, promoted where nothing falls, served while they change, rolled back. Entry
 * type {@link dev.fairlead.routing.registry.ModelRegistry}.
 */
@NullMarked
package dev.fairlead.routing.registry;

import org.jspecify.annotations.NullMarked;

/**
 * Reads JSON out of what a model wrote around it and got wrong in it. Entry type: {@link dev.fairlead.json.repair.JsonRepair}.
 */
@NullMarked
package dev.fairlead.json.repair;

import org.jspecify.annotations.NullMarked;

/**
 * The command line of {@code fairlead.jar}: ingest, ask, route, train-intents, export. Entry type
 * {@link dev.fairlead.examples.cli.Main}.
 */
@NullMarked
package dev.fairlead.examples.cli;

import org.jspecify.annotations.NullMarked;

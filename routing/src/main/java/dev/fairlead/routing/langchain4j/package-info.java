/**
 * Routers in langchain4j's retrieval pipelines, and langchain4j's routers in Fairlead. Entry type {@link
 * dev.fairlead.routing.langchain4j.QueryRouting}.
 */
@NullMarked
package dev.fairlead.routing.langchain4j;

import org.jspecify.annotations.NullMarked;

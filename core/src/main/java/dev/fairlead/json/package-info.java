/**
 * Answers as JSON: schemas, what is extracted or drafted for each field, validation, repair, and binding to records. Entry
 * type: {@link dev.fairlead.json.Filler}. JSON Schema 2020-12, https://json-schema.org/draft/2020-12; JSON Pointer, RFC 6901.
 */
@NullMarked
package dev.fairlead.json;

import org.jspecify.annotations.NullMarked;

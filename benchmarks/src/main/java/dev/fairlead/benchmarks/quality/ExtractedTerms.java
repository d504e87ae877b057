package dev.fairlead.benchmarks.quality;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What is extracted from a contract. A length of time is written as in ISO 8601.
 *
 * @param parties who signed
 * @param effectiveDate from when it holds
 * @param governingLaw the state or country
 * @param renewalTerm for how long it is renewed
 * @param noticePeriod how long before the end a renewal must be refused
 */
record ExtractedTerms(
        List<String> parties,
        Optional<LocalDate> effectiveDate,
        Optional<String> governingLaw,
        Optional<String> renewalTerm,
        Optional<String> noticePeriod) {
    /** Nothing is required, so that a contract without one of them still gives the others. */
    static final String SCHEMA = """
            {
              "type": "object",
              "properties": {
                "parties": {
                  "type": "array", "items": {"type": "string"},
                  "description": "The parties who signed the contract"
                },
                "effectiveDate": {
                  "type": "string", "format": "date",
                  "description": "The date when the contract is effective"
                },
                "governingLaw": {
                  "type": "string",
                  "description": "Which state's or country's law governs the contract"
                },
                "renewalTerm": {
                  "type": "string", "format": "duration",
                  "description": "The renewal term after the initial term expires"
                },
                "noticePeriod": {
                  "type": "string", "format": "duration",
                  "description": "The notice period required to terminate renewal"
                }
              }
            }
            """;
}

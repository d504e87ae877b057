package dev.fairlead.json.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Evidence;
import dev.fairlead.Evidences;
import dev.fairlead.Inquiry;
import dev.fairlead.Passage;
import dev.fairlead.json.value.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a field takes from a sentence, and what it leaves alone though it has the right type. */
final class FieldsInSentencesTest {
    private static Sought field(Wanted.Type type, String name, String description) {
        return new Sought("/field", List.of(), new Wanted(type, name, description, List.of()), false, value -> true);
    }

    private static Optional<Found> find(Sought field, String... texts) {
        List<Passage> passages = new ArrayList<>();
        for (String text : texts) {
            passages.add(Evidences.passage("contract-" + (passages.size() + 1), "", text));
        }
        Evidence evidence = Evidences.of(0.9, passages.toArray(Passage[]::new));
        Inquiry inquiry = Evidences.inquiry("What are the terms?");
        Map<String, List<Found>> found = Extraction.find(inquiry, text -> evidence, 0.3, List.of(field));
        return found.getOrDefault("/field", List.of()).stream().findFirst();
    }

    private static String value(Wanted.Type type, String name, String description, String text) {
        return find(field(type, name, description), text)
                .map(found -> found.value().toString())
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            This Agreement shall automatically renew for successive one (1) year periods unless a party gives ninety (90) days prior notice. | P1Y
            The initial term is three (3) years and will renew automatically for additional periods of two (2) years each.                   | P2Y
            After the initial period of two years, the contract shall be automatically renewed for a period of one year.                     | P1Y
            This Agreement renews for one (1) additional three (3) year period.                                                              | P3Y
            It will automatically renew for one or more annual periods after the Initial Term.                                               | P1Y
            The Term has an automatic 2 year extension unless otherwise advised.                                                             | P2Y
            It may be terminated at the end of any renewal term upon thirty (30) days written notice.                                        | none
            Notice not to renew is given six (6) months prior to the expiration of the initial twenty (20) year term.                        | none
            The Agreement shall extend until the breach has been cured within thirty (30) days.                                              | none
            """)
    void a_renewal_term_is_how_long_a_renewal_lasts(String text, String length) {
        assertEquals(length, value(Wanted.Type.DURATION, "renewal term", "", text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            It shall automatically renew for successive one (1) year periods unless a party gives notice at least ninety (90) days prior to the end of the term. | P90D
            It is renewed for an additional one year period unless terminated by either party upon sixty (60) days written notice.                              | P60D
            It renews annually, unless either party provides a thirty-day notice of written termination.                                                        | P30D
            We shall give notice of our election not to renew at least three (3) months prior to the expiration of the term.                                    | P3M
            Renewal notice ends if the default is not cured within thirty (30) days after receipt of notice.                                                    | none
            Either party may terminate for convenience upon ten (10) days prior written notice.                                                                 | none
            """)
    void a_notice_period_against_renewal_is_no_other_notice(String text, String length) {
        assertEquals(
                length, value(Wanted.Type.DURATION, "notice period", "the notice required to prevent renewal", text));
    }

    @Test
    void a_plain_notice_period_is_any_notice_to_terminate() {
        String text = "Either party may terminate for convenience upon ten (10) days prior written notice.";
        assertEquals("P10D", value(Wanted.Type.DURATION, "notice period", "", text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            This Agreement is made as of May 1, 2020 (the "Effective Date") and ends on June 30, 2021.             | 2020-05-01
            "Effective Date" means October 31, 2019.                                                              | 2019-10-31
            dated June 1, 2020, effective as of July 1, 2020 ("Effective Date").                                  | 2020-07-01
            This Agreement is entered into on 12 September 2024 between the parties.                              | 2024-09-12
            It shall continue in effect from the Effective Date through December 31, 2021.                        | none
            WHEREAS, the parties entered into that certain Services Agreement dated as of January 1, 2004.        | none
            """)
    void an_effective_date_is_no_end_and_no_other_contracts_date(String text, String date) {
        assertEquals(date, value(Wanted.Type.DATE, "effective date", "", text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            This Agreement shall be governed by the laws of the State of Ohio, and courts in Texas have no jurisdiction.  | Ohio
            Supplier is a corporation organized under the laws of Delaware. It sells in Nevada.                            | Delaware
            The office is in Spain.                                                                                        | none
            """)
    void a_governing_law_is_a_place_with_laws(String text, String place) {
        assertEquals(place, value(Wanted.Type.TEXT, "governing law", "", text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            The initial term of this Agreement is three (3) years from the Effective Date.                    | P3Y
            This Agreement begins on the Effective Date and continues for an initial term of four years.      | P4Y
            The term is ten years from and including 1 May 2025.                                              | P10Y
            During the term of this Agreement and for nine months afterwards, neither party shall solicit.    | none
            """)
    void an_initial_term_is_how_long_a_contract_first_lasts(String text, String length) {
        assertEquals(length, value(Wanted.Type.DURATION, "initial term", "", text));
    }

    @Test
    void a_field_no_phrasing_is_known_for_is_found_by_its_own_words() {
        assertEquals(
                "The vessel shall be delivered at the port of Rotterdam.",
                value(
                        Wanted.Type.TEXT,
                        "delivery port",
                        "",
                        "Freight is prepaid. The vessel shall be delivered at the port of Rotterdam. The crew is paid monthly."));
        assertEquals(
                "none", value(Wanted.Type.TEXT, "delivery port", "", "Freight is prepaid. The crew is paid monthly."));
    }

    @Test
    void parties_are_sought_where_documents_begin_or_where_a_contract_is_said_to_be_made() {
        Sought parties = new Sought(
                "/parties", List.of(), new Wanted(Wanted.Type.TEXT, "parties", "", List.of()), true, value -> true);
        String made = "This Agreement is made by and between Acme, Inc. and Beta LLC.";
        String spoken = "Nothing between Gamma Corp. and Delta Corp. (\"Delta\") binds the parties.";
        String contents = "x ".repeat(2_000) + "\n\n";
        Evidence evidence = Evidences.of(0.9, Evidences.passage("contract", "", contents + spoken + "\n\n" + made));
        List<Found> found = Extraction.find(Evidences.inquiry("Who?"), text -> evidence, 0.3, List.of(parties))
                .getOrDefault("/parties", List.of());
        assertEquals(
                List.of("Acme, Inc.", "Beta LLC"),
                found.stream().map(Found::value).toList());
    }

    @Test
    void a_heading_states_nothing() {
        Sought field = field(Wanted.Type.BOOLEAN, "sublicensing", "");
        assertTrue(find(field, "### 4.3 No sublicensing").isEmpty());
        Found found = find(field, "### 4.3 Sublicensing\n\nThe Licensee shall not sublicense the Software.")
                .orElseThrow();
        assertEquals(false, found.value());
        assertEquals(
                "The Licensee shall not sublicense the Software.",
                found.source().quote());
    }

    @Test
    void the_better_sentence_wins_wherever_it_stands() {
        Found found = find(
                        field(Wanted.Type.TEXT, "governing law", ""),
                        "The parties comply with all laws that apply in Texas to the transport of goods.",
                        "This Agreement is governed by and construed under the laws of the State of Ohio.")
                .orElseThrow();
        assertEquals("Ohio", found.value());
        assertEquals("contract-2", found.source().passage().locator().documentId());
    }

    @Test
    void a_model_is_shown_each_passage_once_and_no_more_than_fit() {
        List<Passage> passages = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            passages.add(Evidences.passage("contract-" + i, "", "law " + "x".repeat(5_000)));
        }
        Evidence evidence = Evidences.of(0.7, passages.toArray(Passage[]::new));
        Gathering gathered = Extraction.gather(
                Evidences.inquiry("law?"), text -> evidence, List.of(field(Wanted.Type.TEXT, "governing law", "")));
        assertEquals(
                gathered.passages().size(),
                gathered.passages().stream().distinct().count());
        assertTrue(gathered.passages().size() <= Extraction.MAX_PASSAGES);
        assertTrue(gathered.passages().stream()
                        .mapToInt(passage -> passage.text().length())
                        .sum()
                <= Extraction.MAX_CHARACTERS);
        assertEquals("contract-0", gathered.passages().getFirst().locator().documentId());
        assertEquals(0.7, gathered.confidence());
    }
}

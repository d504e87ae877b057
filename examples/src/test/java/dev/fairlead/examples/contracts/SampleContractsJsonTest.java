package dev.fairlead.examples.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Answer;
import dev.fairlead.AnswerContract;
import dev.fairlead.Citation;
import dev.fairlead.Document;
import dev.fairlead.Fairlead;
import dev.fairlead.Filter;
import dev.fairlead.Metadata;
import dev.fairlead.Question;
import dev.fairlead.retrieval.HybridIndex;
import dev.fairlead.routing.OnnxTextEncoder;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.output.structured.Description;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three schemas over the sample contracts, with the real index and encoder and without a model. */
final class SampleContractsJsonTest {
    private static final Path CONTRACTS = Path.of("samples", "contracts");
    private static final String FILE = "file";

    private static OnnxTextEncoder encoder;
    private static HybridIndex index;
    private static Fairlead fairlead;

    @BeforeAll
    static void ingest() throws IOException {
        encoder = OnnxTextEncoder.bgeSmall();
        index = HybridIndex.inMemory(encoder);
        try (Stream<Path> files = Files.list(CONTRACTS)) {
            files.sorted().forEach(file -> index.add(document(file)));
        }
        fairlead = Fairlead.builder(index.retriever())
                .timeLimit(Duration.ofMinutes(1))
                .build();
    }

    private static Document document(Path file) {
        String name = file.getFileName().toString();
        return Document.of(name, text(name)).withMetadata(Metadata.of(FILE, name));
    }

    private static String text(String name) {
        try {
            return Files.readString(CONTRACTS.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void close() {
        fairlead.close();
        index.close();
        encoder.close();
    }

    private static Answer.Answered ask(String file, AnswerContract contract) {
        Question question = Question.of("What are the key terms of this contract?")
                .withFilter(Filter.equalTo(FILE, file))
                .withContract(contract);
        Answer.Answered answer = assertInstanceOf(Answer.Answered.class, fairlead.ask(question));
        for (Citation citation : answer.citations()) {
            assertEquals(file, citation.locator().documentId());
            assertEquals(citation.quote(), citation.locator().span().of(text(file)));
        }
        return answer;
    }

    /** The terms a law firm notes first. */
    record KeyTerms(
            @Description("the parties who signed the contract")
            List<String> parties,

            @Description("the date when the contract becomes effective")
            Optional<LocalDate> effectiveDate,

            @Description("the state or country whose law governs the contract")
            Optional<String> governingLaw,

            @Description("the term for which the contract renews after the initial term")
            Optional<Period> renewalTerm,

            @Description("the notice period required to prevent renewal")
            Optional<Period> noticePeriod) {}

    @Test
    void a_record_of_key_terms_is_filled_from_a_services_agreement_and_a_subscription() {
        AnswerContract contract = AnswerContract.of(KeyTerms.class);
        assertEquals(
                new KeyTerms(
                        List.of("LANTERNHOUSE CARE GROUP PLC", "PERROWICK SYSTEMS ENGINEERING LIMITED"),
                        Optional.of(LocalDate.of(2024, 10, 1)),
                        Optional.of("Scotland"),
                        Optional.of(Period.ofMonths(12)),
                        Optional.of(Period.ofDays(120))),
                ask("master-services-agreement.txt", contract).as(KeyTerms.class));
        assertEquals(
                new KeyTerms(
                        List.of("Quillmere Cloud, Inc.", "Dunmarrow Freight LLC"),
                        Optional.of(LocalDate.of(2025, 6, 16)),
                        Optional.of("New York"),
                        Optional.of(Period.ofMonths(12)),
                        Optional.of(Period.ofDays(60))),
                ask("saas-subscription.md", contract).as(KeyTerms.class));
    }

    @Test
    void a_text_schema_of_risks_is_filled_from_a_non_disclosure_agreement() {
        AnswerContract contract = AnswerContract.json("""
                {"type": "object", "required": ["sublicensing"], "properties": {
                   "sublicensing": {"type": "boolean", "description": "may the receiving party sublicense"},
                   "liabilityCap": {"type": "object", "properties": {
                      "amount": {"type": "number"}, "currency": {"type": "string", "pattern": "^[A-Z]{3}$"}}},
                   "renewalTerm": {"type": "string", "format": "duration"}}}""");
        Answer.Answered answer = ask("acme-nda.md", contract);
        assertEquals(
                "{\"sublicensing\":false,\"liabilityCap\":{\"amount\":1000000,\"currency\":\"GBP\"}}", answer.text());
        assertTrue(answer.citations().getFirst().quote().contains("shall not sublicense"), answer::toString);
    }

    @Test
    void a_langchain4j_schema_of_payments_is_filled_from_a_services_agreement() {
        JsonSchema schema = JsonSchema.builder()
                .name("payments")
                .rootElement(JsonObjectSchema.builder()
                        .addStringProperty("supplier")
                        .addIntegerProperty("paymentDays", "days within which invoices must be paid")
                        .addNumberProperty("interestRate", "interest on late payment in percent")
                        .required("supplier", "paymentDays")
                        .build())
                .build();
        assertEquals(
                "{\"supplier\":\"PERROWICK SYSTEMS ENGINEERING LIMITED\",\"paymentDays\":45,\"interestRate\":4}",
                ask("master-services-agreement.txt", AnswerContract.json(schema))
                        .text());
    }

    @Test
    void without_a_filter_the_names_in_the_question_choose_the_contract() {
        Answer.Answered answer = assertInstanceOf(
                Answer.Answered.class,
                fairlead.ask(Question.of("Summarise the terms agreed with Lanternhouse")
                        .withContract(AnswerContract.of(KeyTerms.class))));
        assertEquals(Optional.of("Scotland"), answer.as(KeyTerms.class).governingLaw());
        assertTrue(answer.citations().stream()
                .allMatch(citation -> citation.locator().documentId().equals("master-services-agreement.txt")));
    }

    @Test
    void a_field_no_sample_speaks_of_ends_in_a_rejection_where_it_is_required() {
        AnswerContract contract = AnswerContract.json("""
                {"type": "object", "required": ["vesselName"], "properties": {
                   "vesselName": {"type": "string", "description": "name of the chartered vessel"},
                   "governingLaw": {"type": "string"}}}""");
        Answer.Rejected rejected = assertInstanceOf(
                Answer.Rejected.class,
                fairlead.ask(Question.of("Terms?")
                        .withFilter(Filter.equalTo(FILE, "acme-nda.md"))
                        .withContract(contract)));
        assertTrue(rejected.violations().getFirst().startsWith("/vesselName: "), rejected::toString);
    }
}

package dev.fairlead.json.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MoneyReaderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a fee of $5,000 a month           | 5000     | USD
            US$1.5 million                    | 1500000  | USD
            EUR 250,000.50                    | 250000.5 | EUR
            £12k a year                       | 12000    | GBP
            2,000 Swiss francs                | 2000     | CHF
            five thousand dollars ($5,000)    | 5000     | USD
            10 million euros                  | 10000000 | EUR
            HK$300                            | 300      | HKD
            EUR 1 250 000 a year              | 1250000  | EUR
            CHF 1’250’000.50                  | 1250000.5| CHF
            1 250 000 euros                   | 1250000  | EUR
            $5,000, 2019                      | 5000     | USD
            - $500                            | 500      | USD
            """)
    void an_amount_is_read_with_its_currency(String text, BigDecimal amount, String currency) {
        Object read = ReadValues.of(Wanted.Type.NUMBER, "fee", text).getFirst();
        assertEquals(0, amount.compareTo((BigDecimal) read), read.toString());
        assertEquals(currency, ReadValues.of(Wanted.Type.TEXT, "currency", text).getFirst());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EUR 2.000,50",
                "2.000,50 EUR",
                "$1,2",
                "a credit of -$500",
                "a credit of -500 EUR",
                "USD 1,25,000",
                "EUR 1'25"
            })
    void part_of_an_amount_and_a_negative_one_are_none(String text) {
        assertEquals(List.of(), ReadValues.of(Wanted.Type.NUMBER, "fee", text));
    }

    @Test
    void a_number_without_a_currency_is_no_amount() {
        assertEquals(
                List.of(),
                ReadValues.of(Wanted.Type.NUMBER, "liability cap", "Section 12 of 1998 applies to 5,000 users"));
    }

    @Test
    void an_amount_wanted_as_text_is_given_as_it_is_written() {
        assertEquals(
                List.of("US$1.5 million"),
                ReadValues.of(Wanted.Type.TEXT, "purchase price", "for US$1.5 million in cash"));
    }
}

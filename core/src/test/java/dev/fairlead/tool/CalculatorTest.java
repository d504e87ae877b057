package dev.fairlead.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.Evidences;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CalculatorTest {
    private final Calculator calculator = new Calculator();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What is 17 * 23? | 17*23 = 391",
                "(4+5)/3 | (4+5)/3 = 3",
                "what's 15% of 240 please | 15/100*240 = 36",
                "calculate 12.5 percent of 1,860.40 | 12.5/100*1860.40 = 232.55",
                "7 times 8 minus 6 | 7*8-6 = 50",
                "144 divided by 12 | 144/12 = 12",
                "square root of 2 | SQRT(2) = 1.41421356237",
                "the square root of (9+16)? | SQRT(9+16) = 5",
                "3 squared plus 4 squared | 3^2+4^2 = 25",
                "-3 + 5 | -3+5 = 2",
                "12 x 12 = ? | 12*12 = 144",
                "how much is 3×4÷2? | 3*4/2 = 6",
            })
    void an_expression_is_evaluated(String question, String answer) {
        assertEquals(Optional.of(answer), calculator.answer(Evidences.inquiry(question)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How many days are in 3 weeks and 4 days?",
                "What does section 4.2 say?",
                "1/0",
                "9^9^9^9^9",
                "2^999999999",
                "5 +",
                "((((",
                "Split 90 euros among 4 people",
            })
    void what_is_no_single_expression_is_left_unanswered(String question) {
        assertEquals(Optional.empty(), calculator.answer(Evidences.inquiry(question)));
    }
}

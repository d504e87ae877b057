package dev.fairlead.tool;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.parser.ParseException;
import dev.fairlead.Inquiry;
import dev.fairlead.QuestionTool;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calculates one expression in a question, such as "what is 15 % of 240 plus 12?": the four operations, powers, square
 * roots, percentages and brackets, in figures or words, evaluated by EvalEx in decimal arithmetic. A question in which
 * more numbers stand than the expression takes is left unanswered rather than half answered.
 */
public final class Calculator implements QuestionTool {
    private static final int MAX_LENGTH = 200;
    /** Larger and smaller numbers are shown with an exponent. */
    private static final int MAX_DIGITS = 30;

    private static final MathContext SHOWN = new MathContext(12, RoundingMode.HALF_EVEN);

    private static final List<Rewrite> REWRITES = List.of(
            rewrite("(?<=\\d),(?=\\d{3}(?!\\d))", ""),
            rewrite("(?<=\\d)\\s*(?:percent|per cent|%)\\s+of\\b", "/100*"),
            rewrite("(?<=\\d)\\s*(?:percent|per cent|%)", "/100"),
            rewrite("\\b(?:the )?square root of\\s+(\\d[\\d.]*)", "SQRT($1)"),
            rewrite("\\b(?:the )?square root of\\s*\\(", "SQRT("),
            rewrite("\\bsquared\\b", "^2"),
            rewrite("\\bcubed\\b", "^3"),
            rewrite("\\b(?:to the power of|raised to)\\b", "^"),
            rewrite("\\b(?:multiplied by|times)\\b|×|(?<=[\\d)])\\s*x\\s*(?=[\\d(])", "*"),
            rewrite("\\b(?:divided by|over)\\b|÷", "/"),
            rewrite("\\b(?:plus|and add)\\b", "+"),
            rewrite("\\bminus\\b|−", "-"));

    private static final Pattern EXPRESSION = Pattern.compile("(?:SQRT\\(|[-(\\d.])(?:SQRT\\(|[-+*/^().\\d\\s])*");
    private static final Pattern OPERATION = Pattern.compile("SQRT|[\\d)]\\s*[-+*/^]\\s*[-(\\dS.]");

    /** Words of what this calculator does not do: with one of them the expression is only a part of the question. */
    private static final Pattern BEYOND = Pattern.compile(
            "\\b(?:sin|cos|tan|log|ln|exp|mod|root|factorial|days?|weeks?|months?"
                    + "|years?|hours?|minutes?|until|since|half|quarter|third|double|twice|triple|average)\\b|[\\p{L}]\\(|\\d{4}-\\d{1,2}-\\d{1,2}");

    /** Two numbers side by side, which would be multiplied. */
    private static final Pattern SIDE_BY_SIDE = Pattern.compile("[\\d)]\\s+[\\d(S]");

    /** A power without a plain exponent of at most 1,000: a tower can keep decimal arithmetic busy for minutes. */
    private static final Pattern UNBOUNDED_POWER =
            Pattern.compile("\\^(?!\\s*-?\\s*(?:1000|\\d{1,3})(?![\\d.^(]|\\s*\\^))");

    /** Creates the calculator. */
    public Calculator() {}

    @Override
    public String name() {
        return "calculator";
    }

    @Override
    public Set<String> intents() {
        return Set.of("calculation");
    }

    @Override
    public Optional<String> answer(Inquiry inquiry) {
        return expression(inquiry.question().text()).flatMap(Calculator::evaluate);
    }

    private static Optional<String> expression(String question) {
        if (question.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String text = question.toLowerCase(Locale.ROOT);
        for (Rewrite rewrite : REWRITES) {
            text = rewrite.words().matcher(text).replaceAll(rewrite.symbol());
        }
        if (BEYOND.matcher(text.replace("SQRT(", "(")).find()) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        Matcher matcher = EXPRESSION.matcher(text);
        while (matcher.find()) {
            if (matcher.group().chars().anyMatch(Character::isDigit)) {
                found.add(matcher.group().strip().replaceAll("[.\\s]+$", ""));
            }
        }
        return found.size() == 1 ? Optional.of(found.getFirst()).filter(Calculator::isWhole) : Optional.empty();
    }

    private static boolean isWhole(String expression) {
        return OPERATION.matcher(expression).find()
                && !SIDE_BY_SIDE.matcher(expression).find()
                && !UNBOUNDED_POWER.matcher(expression).find();
    }

    private static Optional<String> evaluate(String expression) {
        try {
            BigDecimal value = new Expression(expression).evaluate().getNumberValue();
            BigDecimal rounded = value.round(SHOWN).stripTrailingZeros();
            boolean plain = Math.abs(rounded.precision() - rounded.scale()) <= MAX_DIGITS;
            String shown = plain ? rounded.toPlainString() : rounded.toString();
            return Optional.of(expression.replaceAll("\\s+", "") + " = " + shown);
        } catch (EvaluationException | ParseException | ArithmeticException e) {
            // Not an expression after all, or one without a value, such as a division by zero.
            return Optional.empty();
        }
    }

    private static Rewrite rewrite(String words, String symbol) {
        return new Rewrite(Pattern.compile(words), symbol);
    }

    private record Rewrite(Pattern words, String symbol) {}
}

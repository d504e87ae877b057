package dev.fairlead.examples.cli;

import dev.fairlead.Filter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads one condition: {@code key=value}, {@code key=a|b|c}, {@code key!=value}, {@code key>=x} or {@code key<=x}. An
 * ISO date, a number, {@code true} and {@code false} mean that value or the same text; bounds are numbers or dates.
 */
final class FilterSyntax implements ITypeConverter<Filter> {
    private static final Pattern CONDITION = Pattern.compile("([^=!<>]+?)\\s*(!=|>=|<=|=)\\s*(.+)", Pattern.DOTALL);
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d{1,3})?");

    @Override
    public Filter convert(String text) {
        Matcher condition = CONDITION.matcher(text.strip());
        if (!condition.matches()) {
            throw new TypeConversionException("'" + text
                    + "' is not a condition; write key=value, key=a|b, key!=value, key>=value or key<=value");
        }
        String key = condition.group(1);
        String value = condition.group(3).strip();
        return switch (condition.group(2)) {
            case "=" -> Filter.in(key, values(value));
            case "!=" -> Filter.not(Filter.in(key, values(value)));
            case ">=" -> bound(key, value, true);
            default -> bound(key, value, false);
        };
    }

    /** A folder may be called 2024: each value is looked for as what it looks like and as text. */
    private static List<Object> values(String alternatives) {
        List<Object> values = new ArrayList<>();
        for (String value : alternatives.split("\\|", -1)) {
            String text = value.strip();
            Object typed = typed(text);
            values.add(typed);
            if (!typed.equals(text)) {
                values.add(text);
            }
        }
        return values;
    }

    private static Filter bound(String key, String value, boolean lower) {
        return switch (typed(value)) {
            case Double number ->
                Filter.range(key, lower ? number : Double.NEGATIVE_INFINITY, lower ? Double.POSITIVE_INFINITY : number);
            case LocalDate date -> Filter.range(key, lower ? date : LocalDate.MIN, lower ? LocalDate.MAX : date);
            default ->
                throw new TypeConversionException("'" + value
                        + "' is neither a number nor a date such as 2025-03-31, so it cannot bound '" + key + "'");
        };
    }

    private static Object typed(String text) {
        if (DATE.matcher(text).matches()) {
            return date(text);
        }
        if (NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text))) {
            return Double.valueOf(text);
        }
        return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
    }

    private static Object date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            // Looks like a date but is none, such as 2025-02-30: a text then.
            return text;
        }
    }
}

package dev.fairlead.json.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A length of time as contracts say it: so many of one unit.
 *
 * @param amount how many
 * @param unit of what
 */
record Length(BigDecimal amount, Unit unit) {
    /** Units, each with how many of the smaller one of its kind it is: months for the calendar, hours for the clock. */
    enum Unit {
        HOUR(false, 1, "PT", "H"),
        DAY(false, 24, "P", "D"),
        WEEK(false, 168, "P", "W"),
        MONTH(true, 1, "P", "M"),
        QUARTER(true, 3, "P", "M"),
        YEAR(true, 12, "P", "Y");

        private final boolean calendar;
        private final int size;
        private final String prefix;
        private final String suffix;

        Unit(boolean calendar, int size, String prefix, String suffix) {
            this.calendar = calendar;
            this.size = size;
            this.prefix = prefix;
            this.suffix = suffix;
        }

        /** The unit a word names, in the singular or plural. */
        static Optional<Unit> of(String word) {
            String lower = word.toLowerCase(Locale.ROOT);
            String singular = lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
            return List.of(values()).stream()
                    .filter(unit -> unit.name().toLowerCase(Locale.ROOT).equals(singular))
                    .findFirst();
        }
    }

    /** So many of another unit; empty where that is no fixed number: a month has no fixed number of days. */
    Optional<BigDecimal> in(Unit other) {
        if (unit.calendar != other.calendar) {
            return Optional.empty();
        }
        BigDecimal[] parts =
                amount.multiply(BigDecimal.valueOf(unit.size)).divideAndRemainder(BigDecimal.valueOf(other.size));
        return parts[1].signum() == 0 ? Optional.of(parts[0].stripTrailingZeros()) : Optional.empty();
    }

    /** ISO 8601, such as {@code P90D}; a fraction of a year becomes months where that comes out even. */
    Optional<String> iso() {
        Unit shown = unit == Unit.QUARTER || (unit == Unit.YEAR && !whole(amount)) ? Unit.MONTH : unit;
        return in(shown).filter(Length::whole).map(count -> shown.prefix + count.toPlainString() + shown.suffix);
    }

    private static boolean whole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }
}

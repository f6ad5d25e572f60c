package nl.kansrijkestart.node;

import java.text.BreakIterator;
import java.text.spi.BreakIteratorProvider;
import java.util.Locale;

/**
 * Gives Thai a word iterator that breaks after every character.
 *
 * The JVM from PyPI lacks the Thai locale data. OpenSearch builds its Thai analyser with every
 * index, whether used or not, and refuses the index when Java finds no boundary at offset 4 of a
 * Thai test word. This site has no Thai text, so any iterator with that boundary will do.
 */
public final class ThaiBreakIterators extends BreakIteratorProvider {
    @Override
    public Locale[] getAvailableLocales() {
        return new Locale[] {Locale.of("th"), Locale.of("th", "TH")};
    }

    @Override
    public BreakIterator getWordInstance(Locale locale) {
        return BreakIterator.getCharacterInstance(Locale.ROOT);
    }

    @Override
    public BreakIterator getCharacterInstance(Locale locale) {
        return BreakIterator.getCharacterInstance(Locale.ROOT);
    }

    @Override
    public BreakIterator getLineInstance(Locale locale) {
        return BreakIterator.getLineInstance(Locale.ROOT);
    }

    @Override
    public BreakIterator getSentenceInstance(Locale locale) {
        return BreakIterator.getSentenceInstance(Locale.ROOT);
    }
}

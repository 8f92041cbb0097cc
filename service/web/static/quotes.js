// What the page knows of an answer's quotes: who is counted together, in which tone, how many words.

const TONES = 8;

/** The key under which quotes of one speaker, or of one source, are counted together; '' for none. */
export function keyOf(named) {
  return named ? named.id ?? `name:${named.name}` : '';
}

/** Quotes with their words counted, and a tone for each source: the most quoted first. */
export function prepared(quotes, language) {
  const counted = quotes.map((quote, index) => ({...quote, index, words: countWords(quote, language)}));
  const sources = grouped(counted, 'source').filter((group) => group.key);
  const tones = new Map(sources.map((group, place) => [group.key, `tone-${place % TONES}`]));
  return counted.map((quote) => ({...quote, tone: tones.get(keyOf(quote.source)) ?? 'tone-none'}));
}

/** Quotes by 'speaker' or 'source': groups with key, name, quotes and words, the most words first. */
export function grouped(quotes, role) {
  const groups = new Map();
  for (const quote of quotes) {
    const key = keyOf(quote[role]);
    const group = groups.get(key) ?? {key, name: quote[role]?.name ?? null, quotes: [], words: 0};
    group.quotes.push(quote);
    group.words += quote.words;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.words - a.words);
}

function countWords(quote, language) {
  const segmenter = new Intl.Segmenter(language, {granularity: 'word'});
  const text = quote.text.replaceAll(' […] ', ' ');
  return [...segmenter.segment(text)].filter((segment) => segment.isWordLike).length;
}

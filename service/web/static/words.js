// What the page says, in English and French; numbers and plurals by the browser's own rules.

export const EN = {
  title: 'Who said what',
  tagline: 'The quotes of a news article, each with its speaker and the institution it comes from.',
  skip: 'Skip to the quotes', links: 'Links', reference: 'API reference', article: 'Article',
  paste: 'Paste an article in English or French, or drop a file here',
  find: 'Find the quotes', open: 'Open a file…', date: 'Appeared on', examples: 'Or begin with an example',
  indirect: 'Indirect quotes too', threshold: 'Sure by at least',
  hint: 'Choose a quote to see how its speaker was found: by a click, or with Tab, the arrow keys and Enter.',
  marked: 'The article with its quotes', chosen: 'The chosen quote',
  bySource: 'Quoted, by institution', bySpeaker: 'Quoted, by speaker',
  machine: 'For your own program', saveJson: 'Download JSON', saveCsv: 'Download CSV',
  curl: 'The curl command that gives this answer', json: 'The answer as JSON', copy: 'Copy', copied: 'Copied',
  reading: 'Reading the article…', again: 'Try again', close: 'Close', key: 'Your key', useKey: 'Use it',
  nobody: 'nobody can tell', noSource: 'no institution',
  quotes: {one: '{n} quote', other: '{n} quotes'}, words: {one: '{n} word', other: '{n} words'},
  heading: '{quotes} in an article in {language}', none: 'No quotes in this article',
  hidden: {one: '{n} less sure one hidden', other: '{n} less sure ones hidden'},
  speaker: 'Speaker', source: 'Institution', type: 'Kind', cue: 'Reported by', confidence: 'Confidence',
  role: 'Title', members: 'That is', via: 'Through', mentioned: 'as “{mention}”',
  direct: 'direct quote', mixed: 'quoted words in the reporter’s sentence', indirectType: 'indirect quote',
  basis: {
    named: 'named there', title: 'by a title', pronoun: 'by a pronoun',
    continued: 'goes on from the quote before', description: 'by a description',
    date: 'held the office on that day', year: 'held the office in the year that the text names',
    present: 'holds the office today',
    stated: 'the text says so', affiliation: 'the speaker speaks for it',
  },
  legend: 'In the text:', marks: {cue: 'the reporting word', speaker: 'the speaker', source: 'the institution'},
  problems: {
    network: 'The service cannot be reached.',
    'not-utf8': 'The file is not text in UTF-8.',
    'too-long': 'This article is too long: at most {limit} {unit} are read.',
    'empty-text': 'There is no text to read.',
    'no-article': 'No article was found in this page.',
    'not-valid': 'The service does not accept this text.',
    'unsupported-language': 'The article seems to be in another language ({detected}); English and French are read.',
    saturated: 'The service is busy now. Please try again in a moment.',
    interrupted: 'The service lost its reader. Please try again.',
    'time-limit': 'This article took too long to read ({limit} s).',
    internal: 'The service failed; the failure is in its log.',
    'key-missing': 'This service reads for those who have a key.',
    'key-unknown': 'The service does not know this key.',
    'key-withdrawn': 'This key is withdrawn; another one?',
    'too-many-requests': 'More is asked than is allowed. Please try again in {retry_after} s.',
    other: 'The service answered with an error ({status}).',
  },
  units: {characters: 'characters', bytes: 'bytes', seconds: 'seconds'},
};

export const FR = {
  title: 'Qui a dit quoi',
  tagline: 'Les citations d’un article de presse, chacune avec son auteur et l’institution dont elle vient.',
  skip: 'Aller aux citations', links: 'Liens', reference: 'Référence de l’API', article: 'Article',
  paste: 'Collez un article en anglais ou en français, ou déposez un fichier ici',
  find: 'Trouver les citations', open: 'Ouvrir un fichier…', date: 'Paru le', examples: 'Ou commencez par un exemple',
  indirect: 'Aussi les propos indirects', threshold: 'Sûres à au moins',
  hint: 'Choisissez une citation pour voir comment son auteur a été trouvé : d’un clic, ou avec Tab, les flèches et Entrée.',
  marked: 'L’article et ses citations', chosen: 'La citation choisie',
  bySource: 'Cités, par institution', bySpeaker: 'Cités, par auteur',
  machine: 'Pour votre programme', saveJson: 'Télécharger en JSON', saveCsv: 'Télécharger en CSV',
  curl: 'La commande curl qui donne cette réponse', json: 'La réponse en JSON', copy: 'Copier', copied: 'Copié',
  reading: 'Lecture de l’article…', again: 'Réessayer', close: 'Fermer', key: 'Votre clé', useKey: 'L’utiliser',
  nobody: 'auteur inconnu', noSource: 'sans institution',
  quotes: {one: '{n} citation', other: '{n} citations'}, words: {one: '{n} mot', other: '{n} mots'},
  heading: '{quotes} dans un article en {language}', none: 'Aucune citation dans cet article',
  hidden: {one: '{n} moins sûre cachée', other: '{n} moins sûres cachées'},
  speaker: 'Auteur', source: 'Institution', type: 'Forme', cue: 'Introduite par', confidence: 'Confiance',
  role: 'Titre', members: 'C’est-à-dire', via: 'Par', mentioned: 'sous « {mention} »',
  direct: 'citation directe', mixed: 'mots cités dans la phrase du journaliste', indirectType: 'propos indirect',
  basis: {
    named: 'nommé à cet endroit', title: 'par un titre', pronoun: 'par un pronom',
    continued: 'suite de la citation précédente', description: 'par une description',
    date: 'en fonction ce jour-là', year: 'en fonction l’année que nomme le texte',
    present: 'en fonction aujourd’hui',
    stated: 'le texte le dit', affiliation: 'l’auteur parle pour elle',
  },
  legend: 'Dans le texte :', marks: {cue: 'le mot qui rapporte', speaker: 'l’auteur', source: 'l’institution'},
  problems: {
    network: 'Le service est injoignable.',
    'not-utf8': 'Le fichier n’est pas du texte en UTF-8.',
    'too-long': 'Cet article est trop long : au plus {limit} {unit} sont lus.',
    'empty-text': 'Il n’y a pas de texte à lire.',
    'no-article': 'Aucun article n’a été trouvé dans cette page.',
    'not-valid': 'Le service n’accepte pas ce texte.',
    'unsupported-language': 'L’article semble être dans une autre langue ({detected}) ; l’anglais et le français sont lus.',
    saturated: 'Le service est occupé. Réessayez dans un instant.',
    interrupted: 'Le service a perdu son lecteur. Réessayez.',
    'time-limit': 'Cet article a été trop long à lire ({limit} s).',
    internal: 'Le service a échoué ; l’échec est dans son journal.',
    'key-missing': 'Ce service lit pour ceux qui ont une clé.',
    'key-unknown': 'Le service ne connaît pas cette clé.',
    'key-withdrawn': 'Cette clé n’est plus admise ; en avez-vous une autre ?',
    'too-many-requests': 'Trop de demandes. Réessayez dans {retry_after} s.',
    other: 'Le service a répondu par une erreur ({status}).',
  },
  units: {characters: 'caractères', bytes: 'octets', seconds: 'secondes'},
};

const SPOKEN = {en: EN, fr: FR};
let language = 'en';

/** The language of the page: the browser's first that is spoken here. */
export function preferred() {
  return navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in SPOKEN) ?? 'en';
}

export function current() {
  return language;
}

/** Speak `chosen` from now on, and say all that the page holds in it. */
export function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  document.title = say('title');
  for (const element of document.querySelectorAll('[data-say]')) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll('[data-name]')) {
    element.setAttribute('aria-label', say(element.dataset.name));
  }
}

/** The sentence at `path` ("basis.named"), its {places} filled; null where there is none. */
export function say(path, places = {}) {
  let found = SPOKEN[language];
  for (const key of path.split('.')) found = Object.hasOwn(found, key) ? found[key] : null;
  return found === null ? null : fill(found, places);
}

/** A number with its noun: count('quotes', 3) is "3 quotes". */
export function count(noun, n) {
  const forms = SPOKEN[language][noun];
  return fill(forms[new Intl.PluralRules(language).select(n)] ?? forms.other, {n: number(n)});
}

export function number(n) {
  return new Intl.NumberFormat(language).format(n);
}

export function percent(share) {
  return new Intl.NumberFormat(language, {style: 'percent'}).format(share);
}

export function languageName(code) {
  return new Intl.DisplayNames(language, {type: 'language'}).of(code);
}

export function countryName(code) {
  try {
    return new Intl.DisplayNames(language, {type: 'region'}).of(code);
  } catch { // a catalogue of the operator's own may have other codes
    return code;
  }
}

function fill(sentence, places) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
}

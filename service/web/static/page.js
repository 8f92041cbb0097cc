// The page: an article goes in; its quotes are shown in place, counted, and given to be taken along.

import {MarkedArticle} from './article.js';
import {showCard} from './card.js';
import {byId, element} from './dom.js';
import {showFigures} from './figures.js';
import {prepared} from './quotes.js';
import {articleRequest, curl, examples, Failure, pageRequest, send, useKey} from './service.js';
import {count, current, languageName, percent, preferred, say, speak} from './words.js';

const WANTED = ['direct', 'mixed'];
const article = new MarkedArticle(byId('article'), choose);
let sending = null; // the AbortController of the request under way
let shown = null; // {request, text, answer, quotes}
let chosen = null; // the index of a quote

// an article goes in

byId('form').addEventListener('submit', (event) => {
  event.preventDefault();
  read(byId('text').value);
});
for (const name of ['indirect', 'date']) {
  byId(name).addEventListener('change', () => {
    if (shown) ask(withOptions(shown.request, shown.text), shown.text);
  });
}
byId('open').addEventListener('click', () => byId('file').click());
byId('file').addEventListener('change', () => {
  const [file] = byId('file').files;
  byId('file').value = '';
  if (file) readFile(file);
});
byId('text').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) byId('form').requestSubmit();
});
for (const name of ['dragover', 'dragleave', 'drop']) {
  document.addEventListener(name, (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    document.body.classList.toggle('dropping', name === 'dragover');
    if (name === 'drop' && event.dataTransfer.files.length) readFile(event.dataTransfer.files[0]);
  });
}

function read(text) {
  ask(articleRequest(text, options()), text);
}

async function readFile(file) {
  if (file.type === 'text/html' || /\.html?$/i.test(file.name)) {
    ask(pageRequest(file, options()), null);
    return;
  }
  const bytes = await file.arrayBuffer();
  let text;
  try {
    text = new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    text = new TextDecoder('windows-1252').decode(bytes);
  }
  byId('text').value = text;
  read(byId('text').value);
}

function options() {
  const types = byId('indirect').checked ? [...WANTED, 'indirect'] : WANTED;
  const date = byId('date').value; // '' where it is none
  return date ? {types, date} : {types};
}

function withOptions(request, text) {
  return request.body instanceof File ? pageRequest(request.body, options()) : articleRequest(text, options());
}

/** Send `request`, of `text` or of a page whose text comes with the answer. */
async function ask(request, text) {
  sending?.abort();
  const own = (sending = new AbortController());
  byId('problem').hidden = true;
  byId('status').textContent = say('reading');
  document.body.classList.add('busy');
  try {
    const answer = await (await send(request, 'application/json', own.signal)).json();
    if (own === sending) show({request, answer, text: text ?? answer.article});
  } catch (error) {
    if (own === sending) refuse(error, () => ask(request, text));
  } finally {
    if (own === sending) {
      byId('status').textContent = '';
      document.body.classList.remove('busy');
    }
  }
}

function refuse(error, again) {
  const kind = error instanceof Failure ? error.kind : 'other';
  const problem = error instanceof Failure ? error.problem : {status: error.name};
  const places = {...problem, unit: say(`units.${problem.unit}`) ?? ''};
  for (const name of ['limit', 'status', 'detected']) places[name] = String(problem[name] ?? '?');
  byId('problem').replaceChildren(
    element('p', {}, say(`problems.${kind}`, places) ?? say('problems.other', places)),
    kind.startsWith('key-') ? keyForm(again) : element('button', {type: 'button', onclick: again}, say('again')));
  byId('problem').hidden = false;
  byId('entry').open = true;
}

/** Where the service lets in callers with a key alone: a place for it. */
function keyForm(again) {
  const input = element('input', {type: 'password', required: true, autocomplete: 'off'});
  const label = element('label', {}, `${say('key')} `, input);
  const form = element('form', {className: 'tools'}, label, element('button', {className: 'primary'}, say('useKey')));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    useKey(input.value.trim());
    again();
  });
  return form;
}

// its quotes come out

function show({request, answer, text}) {
  shown = {request, answer, text, quotes: prepared(answer.quotes, answer.language)};
  const first = byId('result').hidden;
  if (byId('text').value !== text) byId('text').value = text;
  byId('result').hidden = false;
  byId('entry').open = false;
  article.show(text, shown.quotes, answer.language);
  byId('curl').textContent = curl(request);
  byId('json').textContent = JSON.stringify(answer, null, 2);
  choose(null);
  sift();
  if (first || document.activeElement !== byId('indirect')) byId('result').focus({preventScroll: true});
  byId('result').scrollIntoView({block: 'start'});
}

/** Show the quotes that are sure enough, everywhere. */
function sift() {
  const least = Number(byId('threshold').value) / 100;
  byId('threshold-value').textContent = percent(least);
  if (!shown) return;
  const kept = shown.quotes.filter((quote) => quote.confidence >= least);
  article.keep(new Set(kept.map((quote) => quote.index)));
  const hidden = shown.quotes.length - kept.length;
  const found = {quotes: count('quotes', kept.length), language: languageName(shown.answer.language)};
  byId('heading').replaceChildren(
    shown.quotes.length ? say('heading', found) : say('none'),
    hidden ? element('small', {}, ` ${count('hidden', hidden)}`) : '');
  showFigures(byId('by-source'), kept, 'source', reveal);
  showFigures(byId('by-speaker'), kept, 'speaker', reveal);
  if (chosen !== null && !kept.some((quote) => quote.index === chosen)) choose(null);
}

/** Choose the quote at `index`; a second time, or null, chooses none. */
function choose(index) {
  chosen = index === chosen ? null : index;
  article.mark(chosen);
  if (chosen === null) byId('card').hidden = true;
  else showCard(byId('card'), shown.quotes[chosen], closeCard);
  if (chosen !== null && getComputedStyle(byId('card')).position === 'fixed') article.reveal(chosen);
}

function closeCard() {
  const last = chosen;
  choose(null);
  if (last !== null) article.focus(last);
}

/** Choose a quote from outside the article, and go there. */
function reveal(index) {
  if (chosen !== index) choose(index);
  article.focus(index);
}

byId('threshold').addEventListener('input', sift);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && chosen !== null) closeCard();
});

// to take along

byId('save-json').addEventListener('click', () => save('quotes.json', byId('json').textContent, 'application/json'));
byId('save-csv').addEventListener('click', async () => {
  try {
    const table = await (await send(shown.request, 'text/csv')).text();
    save('quotes.csv', `\ufeff${table}`, 'text/csv'); // the mark has spreadsheets read UTF-8
  } catch (error) {
    refuse(error, () => byId('save-csv').click());
  }
});
for (const name of ['curl', 'json']) {
  byId(`copy-${name}`).addEventListener('click', (event) => copy(byId(name), event.currentTarget));
}

function save(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], {type}));
  element('a', {href: url, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

async function copy(source, button) {
  try {
    await navigator.clipboard.writeText(source.textContent);
  } catch { // not on a page without https
    getSelection().selectAllChildren(source);
    document.execCommand('copy');
  }
  button.textContent = say('copied');
  byId('status').textContent = say('copied');
  setTimeout(() => {
    button.textContent = say('copy');
    byId('status').textContent = '';
  }, 2000);
}

// the languages, the examples

function speakAll(language) {
  speak(language);
  const other = language === 'fr' ? 'en' : 'fr';
  byId('switch').textContent = other === 'fr' ? 'Français' : 'English';
  byId('switch').lang = other;
  byId('problem').hidden = true;
  if (!shown) return;
  const last = chosen;
  article.show(shown.text, shown.quotes, shown.answer.language);
  choose(null);
  sift();
  if (last !== null) choose(last);
  byId('threshold-value').textContent = percent(Number(byId('threshold').value) / 100);
}

byId('switch').addEventListener('click', () => speakAll(current() === 'fr' ? 'en' : 'fr'));
speakAll(preferred());
sift();

for (const {title, text} of await examples().catch(() => [])) {
  const button = element('button', {type: 'button', className: 'plain', onclick: () => {
    byId('text').value = text;
    read(byId('text').value);
  }}, title);
  byId('examples').append(element('li', {}, button));
}

// Who is quoted how much: bars by words, each opening on its quotes.

import {element} from './dom.js';
import {grouped} from './quotes.js';
import {count, say} from './words.js';

const LINE = 90; // characters of a quote in a list

/** Fill the list `container` with a bar for each 'speaker' or 'source' (`role`) of `quotes`. */
export function showFigures(container, quotes, role, choose) {
  const open = new Set([...container.querySelectorAll('details[open]')].map((shown) => shown.dataset.key));
  const groups = grouped(quotes, role);
  const most = Math.max(1, ...groups.map((group) => group.words));
  container.replaceChildren(...groups.map((group) => {
    const shown = entry(group, role, most, choose);
    shown.firstChild.open = open.has(group.key);
    return shown;
  }));
}

function entry(group, role, most, choose) {
  const name = group.name ?? say(role === 'speaker' ? 'nobody' : 'noSource');
  const fill = element('span', {className: `fill ${mainTone(group.quotes)}`});
  fill.style.width = `${(100 * group.words) / most}%`;
  const shown = element('details', {},
    element('summary', {},
      element('span', {className: group.name ? 'name' : 'name nameless'}, name), ' ',
      element('span', {className: 'counts'}, `${count('quotes', group.quotes.length)} · ${count('words', group.words)}`),
      element('span', {className: 'bar', attributes: {'aria-hidden': 'true'}}, fill)),
    element('ul', {}, ...group.quotes.map((quote) => element('li', {}, link(quote, choose)))));
  shown.dataset.key = group.key;
  return element('li', {}, shown);
}

function link(quote, choose) {
  const text = quote.text.length > LINE ? `${quote.text.slice(0, LINE).trimEnd()}…` : quote.text;
  return element('button', {type: 'button', className: 'plain', lang: quote.language, onclick: () => choose(quote.index)}, text);
}

/** The tone in which most of the words are. */
function mainTone(quotes) {
  const words = new Map();
  for (const quote of quotes) words.set(quote.tone, (words.get(quote.tone) ?? 0) + quote.words);
  return [...words].sort((a, b) => b[1] - a[1])[0][0];
}

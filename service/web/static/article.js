// The article with its quotes in place: pieces of text, those of a quote marked, its speaker beside it.

import {element} from './dom.js';
import {percent, say} from './words.js';

const UNSURE = 0.5; // below it a mark is dotted

/** Show `text` with `quotes` in `container`; `choose(index)` is called for a quote that is chosen. */
export class MarkedArticle {
  constructor(container, choose) {
    this.container = container;
    this.choose = choose;
    this.text = '';
    this.quotes = [];
    container.addEventListener('click', (event) => this.#clicked(event));
    container.addEventListener('keydown', (event) => this.#pressed(event));
    new ResizeObserver(() => this.#spread()).observe(container);
  }

  show(text, quotes, language) {
    this.text = text;
    this.quotes = quotes;
    this.buttons = [];
    this.pieces = [];
    this.container.lang = language;
    this.container.replaceChildren(...this.#paragraphs());
    this.#spread();
  }

  /** Mark the quote at `index` (null: none) with the words that tell who said it. */
  mark(index) {
    for (const {node} of this.pieces) node.classList.remove('is-cue', 'is-speaker', 'is-source', 'is-content');
    for (const mark of this.#marks()) {
      const chosen = Number(mark.dataset.quote) === index;
      mark.classList.toggle('chosen', chosen);
      if (mark.hasAttribute('role')) mark.setAttribute('aria-pressed', String(chosen));
    }
    if (index === null) return;
    const {cue, speaker, source, content} = this.quotes[index];
    this.#paint(content, 'is-content');
    this.#paint(source?.mention, 'is-source');
    this.#paint(speaker?.mention, 'is-speaker');
    this.#paint(cue, 'is-cue');
  }

  /** Take the marks off the quotes that are not among `kept`. */
  keep(kept) {
    for (const mark of [...this.#marks(), ...this.container.querySelectorAll('.note')]) {
      const below = !kept.has(Number(mark.dataset.quote));
      mark.classList.toggle('below', below);
      if (mark.classList.contains('first')) {
        if (below) for (const name of ['role', 'tabindex', 'aria-pressed', 'aria-describedby']) mark.removeAttribute(name);
        else this.#asButton(mark, mark.dataset.quote);
      }
    }
    this.#spread();
  }

  focus(index) {
    this.reveal(index);
    this.buttons[index]?.focus({preventScroll: true});
  }

  /** Scroll the quote to where nothing lies over it: a card may cover the lower half of the window. */
  reveal(index) {
    const mark = this.buttons[index];
    const {top, bottom} = mark?.getBoundingClientRect() ?? {};
    if (top < 0 || bottom > innerHeight * 0.45) scrollBy({top: top - innerHeight * 0.2});
  }

  #marks() {
    return this.container.querySelectorAll('.quote');
  }

  #paragraphs() {
    const cuts = this.#cuts();
    const stretches = this.#stretches();
    const paragraphs = [];
    let last = null;
    for (const line of this.text.matchAll(/[^\r\n]*\S[^\r\n]*/g)) {
      const paragraph = element('p');
      last = null;
      let at = line.index;
      const end = at + line[0].length;
      while (at < end) {
        const stretch = stretches.find((candidate) => candidate.end > at);
        const until = Math.min(end, stretch ? (stretch.start > at ? stretch.start : stretch.end) : end);
        const pieces = this.#piecesOf(at, until, cuts);
        if (stretch && stretch.start <= at) {
          const label = labelOf(stretch.quote);
          const [note, mark] = this.#marked(stretch, pieces, label === last);
          if (note) last = label;
          paragraph.append(...(note ? [note] : []), mark);
        } else {
          paragraph.append(...pieces);
        }
        at = until;
        while (stretches.length && stretches[0].end <= at) stretches.shift();
      }
      paragraphs.push(paragraph);
    }
    return paragraphs;
  }

  /** The quotes' spans in article order, none over another. */
  #stretches() {
    const spans = this.quotes.flatMap((quote) =>
      quote.spans.map((span, place) => ({...span, quote, first: place === 0})));
    let free = 0;
    return spans.sort((a, b) => a.start - b.start).map((span) => {
      const start = Math.max(span.start, free);
      free = Math.max(free, span.end);
      return {...span, start};
    }).filter((span) => span.start < span.end);
  }

  /** Where pieces begin or end, in order: the bounds of all that can be painted. */
  #cuts() {
    const passages = this.quotes.flatMap(({cue, speaker, source, content}) =>
      [cue, content, speaker?.mention, source?.mention].filter(Boolean));
    return [...new Set(passages.flatMap(({start, end}) => [start, end]))].sort((a, b) => a - b);
  }

  #piecesOf(start, end, cuts) {
    const bounds = [start, ...between(cuts, start, end), end];
    return bounds.slice(1).map((bound, place) => {
      const node = element('span', {}, this.text.slice(bounds[place], bound));
      this.pieces.push({start: bounds[place], end: bound, node});
      return node;
    });
  }

  #marked({quote, first}, pieces, repeated) {
    const mark = element('mark', {className: `quote ${quote.tone}`}, ...pieces);
    mark.dataset.quote = quote.index;
    mark.classList.toggle('unsure', quote.confidence < UNSURE);
    mark.style.setProperty('--strength', String(0.25 + 0.75 * quote.confidence));
    if (!first || this.buttons[quote.index]) return [null, mark];
    mark.classList.add('first');
    this.buttons[quote.index] = mark;
    this.#asButton(mark, quote.index);
    return [noteOf(quote, repeated), mark];
  }

  #asButton(mark, index) {
    mark.tabIndex = 0;
    mark.setAttribute('role', 'button');
    mark.setAttribute('aria-pressed', String(mark.classList.contains('chosen')));
    mark.setAttribute('aria-describedby', `note-${index}`);
  }

  #paint(passage, name) {
    if (!passage) return;
    for (const piece of this.pieces) {
      if (piece.start < passage.end && passage.start < piece.end) piece.node.classList.add(name);
    }
  }

  /** Notes in the margin stand beside their quotes, and below each other where these are close. */
  #spread() {
    const notes = [...this.container.querySelectorAll('.note:not(.below, .repeated)')];
    for (const note of notes) note.style.translate = '';
    if (!notes.length || getComputedStyle(notes[0]).position !== 'absolute') return;
    const places = notes.map((note) => ({note, top: note.offsetTop, height: note.offsetHeight}));
    let free = -Infinity;
    for (const {note, top, height} of places) {
      const at = Math.max(top, free);
      if (at > top) note.style.translate = `0 ${at - top}px`;
      free = at + height + 6;
    }
  }

  #clicked(event) {
    const mark = event.target.closest('.quote:not(.below)');
    if (mark && !String(getSelection())) this.choose(Number(mark.dataset.quote));
  }

  #pressed(event) {
    const mark = event.target.closest('.quote');
    if (!mark) return;
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.choose(Number(mark.dataset.quote));
    } else if (step) {
      event.preventDefault();
      const open = this.buttons.filter((button) => button && !button.classList.contains('below'));
      const next = open[open.indexOf(mark) + step];
      if (next) this.focus(Number(next.dataset.quote));
    }
  }
}

function between(cuts, start, end) {
  return cuts.slice(firstOver(cuts, start), firstOver(cuts, end - 1));
}

/** The place of the first of the sorted `cuts` that is greater than `value`. */
function firstOver(cuts, value) {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

function labelOf(quote) {
  return `${quote.speaker?.name}\n${quote.source?.name}`;
}

function noteOf(quote, repeated) {
  const {speaker, source} = quote;
  const of = source && source.name !== speaker?.name ? source.name : null;
  const note = element('span', {className: `note ${quote.tone}`, id: `note-${quote.index}`},
    element('b', {}, speaker?.name ?? say('nobody')), ' ',
    of && element('span', {className: 'of'}, of), ' ',
    element('span', {className: 'sure'}, percent(quote.confidence)));
  note.dataset.quote = quote.index;
  note.classList.toggle('repeated', repeated);
  note.setAttribute('aria-hidden', 'true'); // the mark's description has it
  note.lang = document.documentElement.lang;
  return note;
}

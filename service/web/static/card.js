// What is known of the chosen quote.

import {element} from './dom.js';
import {countryName, percent, say} from './words.js';

/** Fill `card` with `quote`; `close()` is called when it is closed. */
export function showCard(card, quote, close) {
  const {speaker, source, cue, confidence, tone} = quote;
  card.className = tone;
  card.hidden = false;
  card.replaceChildren();
  card.append(...[
    element('button', {type: 'button', className: 'plain close', onclick: close, attributes: {'aria-label': say('close')}}, '×'),
    element('blockquote', {lang: quote.language}, quote.text),
    element('dl', {},
      ...row('speaker', speaker?.name ?? say('nobody'), speaker && found(speaker)),
      ...(speaker?.role ? row('role', speaker.role) : []),
      ...(speaker?.members.length ? row('members', speaker.members.map(({name}) => name).join(', ')) : []),
      ...row('source', source ? named(source) : say('noSource'), source && found(source)),
      ...(source?.via ? row('via', source.via.name) : []),
      ...(cue ? row('cue', cue.text) : []),
      ...row('type', say(quote.type === 'indirect' ? 'indirectType' : quote.type)),
      ...row('confidence', percent(confidence))),
    legend({cue, speaker: speaker?.mention, source: source?.mention}),
  ].filter(Boolean));
}

function row(term, told, how = null) {
  return [
    element('dt', {}, say(term)),
    element('dd', {}, told, how && element('span', {className: 'how'}, how)),
  ];
}

function named(source) {
  return source.country ? `${source.name}, ${countryName(source.country)}` : source.name;
}

/** How a speaker or a source was found, with the words of the article where they are others. */
function found({basis, mention, name}) {
  const how = say(`basis.${basis}`);
  return mention && mention.text !== name ? `${how}, ${say('mentioned', {mention: mention.text})}` : how;
}

/** What the marks in the article mean, for those of the passages that there are. */
function legend(passages) {
  const marked = Object.keys(passages).filter((name) => passages[name]);
  if (!marked.length) return null;
  return element('p', {className: 'legend'}, say('legend'), ...marked.flatMap((name) =>
    [' ', element('span', {className: `is-${name}`}, say(`marks.${name}`))]));
}

import { Configuration, OperationApi, QuotesApi, ResponseError, QuoteType, OffsetUnit, AnsweredLineFromJSON, ProblemOfLineFromJSON, AnnotationCollectionFromJSON, QuoteFromJSON } from './client';

const configuration = new Configuration({ basePath: process.argv[2] });
const quotes = new QuotesApi(configuration), operation = new OperationApi(configuration);
const text = '“We will study the answer,” Vladimir Putin said on Friday. 🎙';
const page = `<!doctype html><title>News</title><article><p>${text} They had talked for an hour.</p></article>`;
const told = (name: string, value: unknown) => console.log(name.padEnd(14), JSON.stringify(value));

async function main() {
  const answer = await quotes.quotes({ articleRequest: { text, types: [QuoteType.Direct, QuoteType.Indirect], offsets: OffsetUnit.Utf16, date: new Date('2022-02-08') } });
  told('quotes', answer.quotes.map(q => [q.speaker?.name, q.source?.id, q.type, text.slice(q.spans[0].start, q.spans[0].end)]));
  const table = await quotes.quotesRaw({ articleRequest: { text } }, { headers: { 'Content-Type': 'application/json', Accept: 'text/csv' } });
  told('  as CSV', (await table.raw.text()).split('\r\n')[1].slice(0, 60));
  const linked = await quotes.quotesRaw({ articleRequest: { text } }, { headers: { 'Content-Type': 'application/json', Accept: 'application/ld+json' } });
  told('  as JSON-LD', AnnotationCollectionFromJSON(await linked.raw.json()).first.items.length);
  told('quotesOfText', (await quotes.quotesOfText({ body: new Blob([text]), types: [QuoteType.Direct, QuoteType.Mixed] })).quotes.map(q => q.speaker?.name));
  const found = await quotes.quotesOfPage({ body: new Blob([page]) });
  told('quotesOfPage', [found.quotes.map(q => q.speaker?.name), found.article?.length]);
  const lines = [{ id: 1, text }, { id: 2 }].map(l => JSON.stringify(l)).join('\n');
  const [first, second] = (await (await quotes.quotesOfBatch({ body: new Blob([lines]) })).text()).trim().split('\n').map(l => JSON.parse(l));
  told('quotesOfBatch', [AnsweredLineFromJSON(first).quotes.length, ProblemOfLineFromJSON(second).type]);
  told('health', await operation.health());
  told('ready', await operation.ready());
  told('metrics', (await operation.metrics()).includes('quotes_requests_total'));
  told('description', (await (await operation.description()).text()).slice(0, 14));
  told('problem', await operation.problem({ kind: 'saturated' }));
  told('reference', (await operation.reference()).slice(0, 15));
  told('page', (await quotes.page()).slice(0, 15));
  told('examples', (await quotes.examples()).examples.length);
  try {
    await quotes.quotes({ articleRequest: { text: ' ' } });
  } catch (error) {
    if (error instanceof ResponseError) told('a problem', [error.response.status, (await error.response.json()).type]);
  }
  const toCome = { ...(answer.quotes[0] as any), type: 'sung', pitch: 440 };
  told('to come', [QuoteFromJSON(toCome).type, QuoteFromJSON(toCome)['pitch']]);
}
main();

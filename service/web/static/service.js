// Requests to the service, at addresses beside the page's own.

export const ENDPOINT = new URL('v1/quotes', document.baseURI).href;
const EXAMPLES = new URL('examples', document.baseURI).href;
const KEY = 'key'; // in the storage of this tab, until it is closed

/** What the service answers instead of quotes; `kind` ends the problem's type, 'network' where none came. */
export class Failure extends Error {
  constructor(kind, problem = {}) {
    super(kind);
    this.kind = kind;
    this.problem = problem;
  }
}

/** A request that can be sent, and shown as a curl command; `options` are types and, where known, the date. */
export function articleRequest(text, options) {
  return {type: 'application/json', query: '', body: JSON.stringify({text, ...options, offsets: 'utf16'})};
}

/** The same for a web page, a File. */
export function pageRequest(file, options) {
  const query = Object.entries({...options, offsets: 'utf16'}).map(([name, value]) => `${name}=${value}`);
  return {type: 'text/html', query: `?${query.join('&')}`, body: file};
}

/** Show `key` with each request from now on. */
export function useKey(key) {
  sessionStorage.setItem(KEY, key);
}

/** Send `request`; the response.  Failure, or an AbortError. */
export async function send(request, accept, signal) {
  const headers = {'Content-Type': request.type, Accept: accept};
  const key = sessionStorage.getItem(KEY);
  if (key) headers.Authorization = `Bearer ${key}`;
  let response;
  try {
    response = await fetch(ENDPOINT + request.query, {method: 'POST', headers, body: request.body, signal});
  } catch (error) {
    throw error.name === 'AbortError' ? error : new Failure('network');
  }
  if (!response.ok) throw await failure(response);
  return response;
}

export async function examples() {
  const response = await fetch(EXAMPLES);
  return response.ok ? (await response.json()).examples : [];
}

/** A command for a POSIX shell that sends `request`. */
export function curl(request) {
  const url = quoted(ENDPOINT + request.query);
  const key = sessionStorage.getItem(KEY) ? ' -H "Authorization: Bearer $KEY"' : ''; // its words are shown nowhere
  const head = `curl${key} -H 'Content-Type: ${request.type}' --data-binary`;
  if (request.body instanceof File) return `${head} ${quoted(`@${request.body.name}`)} ${url}`;
  return `${head} @- ${url} <<'END'\n${request.body}\nEND`;
}

function quoted(word) {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

async function failure(response) {
  try {
    const problem = await response.json();
    return new Failure(String(problem.type).split('/').pop(), problem);
  } catch {
    return new Failure('other', {status: response.status});
  }
}

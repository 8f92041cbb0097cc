"""A page to try the service: one form, the answer as JSON.

Needs no file and no network beside the service; the policy forbids all else.
"""

from __future__ import annotations

import base64
import hashlib

_SCRIPT = """
document.querySelector('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const output = document.querySelector('output');
  output.textContent = '…';
  try {
    const reply = await fetch('/v1/quotes', {
      method: 'POST',
      headers: {'Content-Type': 'text/plain'},
      body: document.querySelector('textarea').value,
    });
    output.textContent = JSON.stringify(await reply.json(), null, 2);
  } catch (error) {
    output.textContent = String(error);
  }
});
"""
_STYLE = """
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
textarea { width: 100%; box-sizing: border-box; font: inherit }
output { display: block; white-space: pre-wrap; font-family: monospace; overflow-wrap: anywhere }
"""

PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Quotes of a news article</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>Quotes of a news article</h1>
<form>
<label for="article">An article, in English or French</label>
<textarea id="article" rows="12" required></textarea>
<p><button>Find the quotes</button> <a href="/openapi.yaml">API description</a></p>
</form>
<output for="article" aria-live="polite"></output>
</main>
<script>{_SCRIPT}</script>
</body>
</html>
"""


def _source(content: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() + "'"


PAGE_POLICY = {
    "Content-Security-Policy": (
        f"default-src 'none'; script-src {_source(_SCRIPT)}; style-src {_source(_STYLE)}; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

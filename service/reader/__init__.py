"""spaCy's tokens, tags, tree and names of a text, read faster than spaCy reads them.

`service.reader.pipelines` is the way in; README.md says what of spaCy it leans on.  The package imports
nothing else of the project.
"""

from __future__ import annotations

# fast: with the networks' layers, the parser's and the recogniser's loops of this package;
# plain: with spaCy's own.  Both find the same.
READERS = FAST, PLAIN = "fast", "plain"

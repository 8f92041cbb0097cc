"""spaCy's tokens, tags, tree and names of a text, read faster than spaCy reads them.

`service.reader.pipelines` is the entry point; README.md says on which of spaCy's internals it relies.  The
package imports nothing else from the project.
"""

from __future__ import annotations

# fast: with this package's own layers of the networks and loops of parser and recogniser;
# plain: with spaCy's.  Both find the same.
READERS = FAST, PLAIN = "fast", "plain"

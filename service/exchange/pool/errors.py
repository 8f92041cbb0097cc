"""What can happen to who asks for a task."""

from __future__ import annotations

import os


class ExtractionLost(RuntimeError):
    """The process that read the article died, or none came to read it."""


class TimeLimitPassed(ExtractionLost):
    """The process that read the article was ended at the time limit."""


class ExtractionFailed(RuntimeError):
    """The extractor raised what it does not promise; holds the kind and the places, no text."""


def places(error: BaseException) -> str:
    """The kind of `error` and the lines it passed, innermost last, without its message.

    The message may hold a piece of the article.
    """
    lines, trace = [], error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        lines.append(f"{os.path.basename(code.co_filename)}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return f"{type(error).__name__} at {' > '.join(lines[-12:])}"

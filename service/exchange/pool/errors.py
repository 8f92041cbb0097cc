"""The errors that the caller of a task gets."""

from __future__ import annotations

import os


class ExtractionLost(RuntimeError):
    """The process that read the article died, or none took it up."""


class TimeLimitPassed(ExtractionLost):
    """The process that read the article was ended at the time limit."""


class ExtractionFailed(RuntimeError):
    """The extractor raised something unexpected; holds its kind and the places in the code, no text."""


def places(error: BaseException) -> str:
    """The kind of `error` and the lines it passed through, innermost last, without its message.

    The message may contain a piece of the article.
    """
    lines, trace = [], error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        lines.append(f"{os.path.basename(code.co_filename)}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return f"{type(error).__name__} at {' > '.join(lines[-12:])}"

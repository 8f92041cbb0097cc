"""Quotes of news articles, with who said them and on whose authority."""

from service.extraction.extractor import Extractor

__all__ = ["Extractor"]

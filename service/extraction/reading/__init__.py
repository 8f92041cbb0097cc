"""From a text with its quotations to words with syntax: its language, its sentences, the parse."""

"""From the text to words with syntax: its quotations, its sentences, the parse."""

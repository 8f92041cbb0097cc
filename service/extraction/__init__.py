"""Text in, quotes out: knows no HTTP.  `extractor` runs the stages; each package holds one, in this order.

normal       the text without what mail, PDF and web pages added; `accents` and `casing` restore the rest
marks        the text's quotations, and the narration inside them
reading      its language, the parse: an `Article` of `Word`s
syntax       questions asked of the parse tree
cues         reporting frames: verbs, prepositions and nouns of saying, each with its speaker
attribution  the frame of each quotation, and which quotations are speech
reports      the clause that a frame reports, around a quotation or without marks
speakers     the people and institutions that speak, and on whose authority they speak
answers      the values that are returned, with a probability each

`model` has the returned values and the errors.  A place in the text is a `Span` of code points, half-open;
a place among the article's words is a `range` of their indices.
"""

"""Text in, quotes out: knows no HTTP.  `extractor` lists the stages; each package holds one, in this order.

marks        the text's quotations, and the narration inside them
reading      its language, the parse: an `Article` of `Word`s
syntax       what the tree says, as questions and nothing else
cues         reporting frames: verbs, prepositions and nouns of saying, each with its speaker
attribution  the frame of each quotation, and which quotations are speech
reports      the clause that a frame reports, around a quotation or without marks
speakers     the people and institutions that speak, and on whose authority they speak
answers      the values that are returned, with a probability each

`model` has the returned values and the errors.  Places are code points of the text in `Span`s, half-open,
and indices of the article's words in `range`s.
"""

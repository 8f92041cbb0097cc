"""Files of articles in, files of quotes out: `python -m service extract`.  Knows no HTTP and no linguistics.

command    the command line and its exit codes
records    the articles in JSON Lines and text files, as they came
answering  from a record to its answer or what is wrong with it, in a process that reads articles
parallel   many records at once, answered in their order, with bounded memory
results    where answers and errors go, so that an interrupted run can go on
journal    how far a run has come
forms      JSON Lines, CSV, Parquet
view       an article's quotes for people, on a terminal
progress   how far a run is, and what is wrong with which record, on standard error
"""

"""Files of articles in, files of quotes out: `python -m service extract`.  Knows no HTTP and no linguistics.

command    a run from beginning to end, and its exit codes
options    the command line
checks     errors that are found before the models are loaded
inputs     the forms of files of articles
records    the articles in them as they came, one after the other
fields     what the columns mean, and which are copied to the output
answering  from a record to its answer or its problem, in a process that reads articles
parallel   many records at once, answered in order, with bounded memory
results    where answers and errors go, so that an interrupted run can go on
members    a file that is written in members, each complete by itself
journal    how far a run has come
forms      the forms of the output: JSON Lines, CSV, Parquet
packing    files compressed by gzip, bzip2 or zstd, in and out
needed     libraries that only some files need
view       an article's quotes for people, on a terminal
progress   how far a run has come, and problems with records, on standard error
"""

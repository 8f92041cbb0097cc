"""Files of articles in, files of quotes out: `python -m service extract`.  Knows no HTTP and no linguistics.

command    what is done, and its exit codes
options    the command line
checks     what cannot be, told before anything is read
inputs     the forms of files of articles
records    the articles in them, as they came, one after the other
fields     which columns say what, and which are let through
answering  from a record to its answer or what is wrong with it, in a process that reads articles
parallel   many records at once, answered in their order, with bounded memory
results    where answers and errors go, so that an interrupted run can go on
members    a file that is written piece by piece, each piece whole
journal    how far a run has come
forms      of the output: JSON Lines, CSV, Parquet
packing    files compressed by gzip, bzip2 or zstd, in and out
needed     libraries that only some files need
view       an article's quotes for people, on a terminal
progress   how far a run is, and what is wrong with which record, on standard error
"""

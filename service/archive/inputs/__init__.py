"""Files of articles as archives have them: from a file's name to its records as they came.

files    the files that names and folders stand for, and the form of each by its ending
forms    the forms: JSON Lines, CSV and TSV, Parquet, one text or page per file
opened   a file's contents, unpacked, in pieces of bounded size
lines    JSON Lines
tables   CSV and TSV
parquet  Parquet
whole    files that are one article each
foreign  what a file is if it has none of these forms
"""

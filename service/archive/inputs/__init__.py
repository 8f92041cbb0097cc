"""Files of articles as archives have them: from a name to its records as they came.

files    the files that names and folders stand for, and in which form each is by its ending
forms    the forms: JSON Lines, CSV and TSV, Parquet, a text or a page a file
opened   what a file holds, unpacked, in pieces of bounded size
lines    JSON Lines
tables   CSV and TSV
parquet  Parquet
whole    files that are one article each
foreign  what a file is that is in none of these forms
"""

"""What a cell may say: one parser per kind of value.

A parser takes what Excel holds (text, number, date, time) and never guesses: it returns a value,
or raises `BadCell` with the key and the values of its text.
"""

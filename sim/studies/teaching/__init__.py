"""The teaching pack: lessons, handouts and role sheets in docs/teaching/, made from one source.

`python -m sim.studies.teaching` fights the wars that the lessons compare, keeps their numbers in
docs/teaching/numbers.json, and writes every page and every PDF.
"""

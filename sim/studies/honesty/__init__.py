"""docs/honesty.md: every gate with its result, from the numbers that are kept in docs/.

`python -m sim.studies.honesty` fills the page's parts between marks; no war is fought.
"""

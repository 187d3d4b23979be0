"""The gallery of shipped scenarios, scenarios/README.md: `python -m sim.studies.gallery`."""
